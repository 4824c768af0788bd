import { en } from './en.ts'
import { type Texts, vi } from './vi.ts'

export type Language = 'vi' | 'en'

export const texts: Readonly<Record<Language, Texts>> = { vi, en }

export const isLanguage = (text: unknown): text is Language => text === 'vi' || text === 'en'
