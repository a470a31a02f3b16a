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

import { readFileSync } from 'node:fs';
import { AddressInfo } from 'node:net';
import express, { ErrorRequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parse } from 'yaml';

const NOT_PASSED_ON = ['host', 'connection', 'content-length'];

/** Stands in front of the plugin, and checks what passes. */
export interface ContractProxy {
  origin: string;
  stop(): Promise<void>;
}

/**
 * Holds requests and JSON answers against the OpenAPI document: what is not
 * in there is answered with 599 and the reason.
 */
export async function startContractProxy(options: {
  target: string;
}): Promise<ContractProxy> {
  const document = resolvePackagePath(
    'backstage-plugin-azure-blob-backend',
    'openapi.yaml',
  );
  const app = express();
  app.use(express.json());
  app.use(
    middleware({
      apiSpec: parse(readFileSync(document, 'utf8')),
      validateRequests: true,
      validateResponses: true,
      validateSecurity: false,
    }),
  );
  app.use(async (req, res, next) => {
    try {
      const response = await fetch(`${options.target}${req.originalUrl}`, {
        method: req.method,
        headers: Object.entries(req.headers)
          .filter(([name]) => !NOT_PASSED_ON.includes(name))
          .map(([name, value]): [string, string] => [name, `${value}`]),
        body: req.method === 'POST' ? JSON.stringify(req.body) : undefined,
      });
      const type = response.headers.get('content-type') ?? '';
      res.status(response.status).set('Content-Type', type);
      if (response.headers.has('content-disposition')) {
        res.send(Buffer.from(await response.arrayBuffer()));
      } else {
        const text = await response.text();
        if (text === '') {
          res.end();
        } else if (type.startsWith('application/json')) {
          res.json(JSON.parse(text));
        } else {
          res.send(text);
        }
      }
    } catch (error) {
      next(error);
    }
  });
  const handleError: ErrorRequestHandler = (error, _req, res, _next) => {
    res.status(599).type('text').send(String(error));
  };
  app.use(handleError);
  const server = app.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
