import { setFlagsFromString } from 'node:v8'

/*
 * What the service keeps are 40 MB of objects, however many mails it has seen; what V8 takes is another matter. On a
 * machine with much memory it collects garbage late: the space of young objects grows to 134 MB, and the old one is
 * let grow to a multiple of what lives in it. At 400 mails the process had 341 MB; with the space of the young left at
 * the size it begins with 289 MB; with the old one collected when it has grown by a fifth 171 MB, for 1 to 2 ms of
 * processor time a mail. Imported before all that makes objects: what has grown does not shrink.
 */
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=20')
