#!/usr/bin/env node
// Checked before anything else is loaded: an older Node fails on the first TypeScript file with a message nobody understands.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `homphieu cần Node 24 trở lên; đây là Node ${process.versions.node}. Hãy chạy: npx homphieu … hoặc npm run demo\n` +
      `homphieu needs Node 24 or newer; this is Node ${process.versions.node}. Run it as: npx homphieu … or npm run demo`,
  )
  process.exit(1)
}
const { main } = await import('./commands/main.ts')
process.exitCode = await main(process.argv.slice(2))
