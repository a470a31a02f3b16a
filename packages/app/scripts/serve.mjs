/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { ConfigSources, loadConfigSchema } from '@backstage/config-loader';
import express from 'express';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const packageDir = resolve(import.meta.dirname, '..');
const rootDir = resolve(packageDir, '../..');
const distDir = join(packageDir, 'dist');

/**
 * Serves the built portal, with the config of this moment in its page.
 *
 * The config is that of the backend: `BACKSTAGE_ENV` and `--config` in `argv`
 * choose the files, and environment variables are filled in.
 *
 * @param {{ port?: number, argv?: string[] }} [options]
 * @returns the URL, and how to stop
 */
export async function servePortal(options = {}) {
  const { port = 3000, argv = process.argv } = options;
  const page = await renderPage(argv);

  const app = express().disable('x-powered-by');
  app.use(
    '/static',
    express.static(join(distDir, 'static'), {
      immutable: true,
      maxAge: '1y',
    }),
  );
  app.use('/static', (_req, res) => res.sendStatus(404));
  app.use(express.static(distDir, { index: false, dotfiles: 'ignore' }));
  app.get('*', (_req, res) => {
    res.set('Cache-Control', 'no-store').type('html').send(page);
  });

  const server = createServer(app);
  server.listen(port, 'localhost');
  await once(server, 'listening');

  return {
    url: `http://localhost:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function renderPage(argv) {
  const serialized = JSON.parse(
    await readFile(join(distDir, '.config-schema.json'), 'utf8'),
  );
  const schema = await loadConfigSchema({ serialized });
  const configs = schema.process(await readConfigs(argv), {
    visibility: ['frontend'],
    withDeprecatedKeys: true,
  });
  const json = JSON.stringify(configs).replaceAll('<', '\\u003c');

  const html = await readFile(join(distDir, 'index.html'), 'utf8');
  const pattern = /(<script type="backstage\.io\/config">)[^]*?(<\/script>)/;
  if (!pattern.test(html)) {
    throw new Error('The built page has no place for the config');
  }
  return html.replace(pattern, (_, start, end) => start + json + end);
}

async function readConfigs(argv) {
  const source = ConfigSources.default({ argv, rootDir, watch: false });
  for await (const { configs } of source.readConfigData()) {
    return configs;
  }
  throw new Error('There is no config');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url, stop } = await servePortal();
  process.stdout.write(`Portal at ${url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, stop);
  }
}
