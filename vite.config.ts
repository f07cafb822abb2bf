import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Writes into /sw.js the list of everything the phone's pages need, so that one visit with a signal is enough to open
 * them without one later.
 */
function phoneShell(): Plugin {
  return {
    name: 'bangfu-phone-shell',
    generateBundle: {
      // After Vite has taken away the scripts that held nothing but styles: one file that is not there, and nothing is kept.
      order: 'post',
      handler(_options, bundle) {
        const files = new Set<string>()
        const add = (name: string) => {
          const chunk = bundle[name]
          if (files.has(`/${name}`) || chunk === undefined) return
          files.add(`/${name}`)
          if (chunk.type !== 'chunk') return
          for (const next of [...chunk.imports, ...chunk.dynamicImports]) add(next)
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`)
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && chunk.name === 'phone') add(chunk.fileName)
        const worker = bundle['sw.js']
        if (worker?.type === 'chunk') {
          worker.code = worker.code.replace(/(['"`])BANGFU_SHELL\1/, JSON.stringify(JSON.stringify([...files].sort())))
        }
        const missing = [...files].filter((file) => bundle[file.slice(1)] === undefined)
        if (missing.length > 0) this.error(`the phone would keep files that are not there: ${missing.join(' ')}`)
      },
    },
  }
}

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Every script, style and page also compressed, once, for weak signals: brotli for https, gzip for the office's http. */
function compressed(): Plugin {
  return {
    name: 'bangfu-compressed',
    writeBundle({ dir = 'dist' }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => /\.(js|css)$/.test(each))) {
        const bytes = readFileSync(join(dir, name))
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, brotli))
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/** In development the phone's pages live at /m/ as they do on the server. */
function phoneAddress(): Plugin {
  return {
    name: 'bangfu-phone-address',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/m(\/|$|\?)/.test(request.url ?? '')) request.url = '/phone.html'
        next()
      })
    },
  }
}

export default defineConfig({
  plugins: [react(), phoneAddress(), phoneShell(), compressed()],
  publicDir: 'platform/web/public',
  // The server puts a fresh nonce of each answer in this place: antd writes style elements at run time.
  html: { cspNonce: 'BANGFU_NONCE' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' } },
  build: {
    outDir: 'dist',
    // Chrome, Edge, 360 and Qi'anxin browsers from 109 on: the last ones for Windows 7.
    target: 'chrome109',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { web: 'index.html', phone: 'phone.html', sw: 'platform/web/phone/service-worker.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
