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

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Shows a page in the browser that the portal's own tests bring, and keeps how it looks. */
export async function takePicture(file, app) {
  const require = createRequire(join(app, 'package.json'));
  require('@backstage/cli/config/nodeTransform.cjs');
  const { installChromium } = require('./e2e-tests/support/installChromium.ts');
  const { chromium } = require('playwright-core');
  const installed = await installChromium();
  const browser = await chromium.launch({
    executablePath: installed.executablePath,
    env: { ...process.env, ...installed.env },
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1000, height: 640 },
    });
    await page.goto(pathToFileURL(file).toString());
    return await page.screenshot();
  } finally {
    await browser.close();
  }
}
