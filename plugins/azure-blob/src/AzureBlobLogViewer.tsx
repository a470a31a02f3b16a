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

import { lazy, Suspense } from 'react';
import { Skeleton } from '@backstage/ui';
import { TabRoot } from './common';
import type { LogViewerProps } from './logs/viewer';

const LogViewer = lazy(() =>
  import('./logs/viewer').then(module => ({ default: module.LogViewer })),
);

/**
 * Shows a log of any length, for pages of other plugins: colours, groups,
 * times, errors, links to lines, and what its source offers besides.
 *
 * @remarks
 * It takes the width it is given, and reads lines when they come into sight.
 * What it is about to read from is a {@link LogSource}; for a text in memory
 * there is {@link TextLogSource}.
 *
 * @public
 */
export function AzureBlobLogViewer(props: LogViewerProps): JSX.Element {
  return (
    <TabRoot>
      <Suspense fallback={<Skeleton width="100%" height={480} />}>
        <LogViewer {...props} />
      </Suspense>
    </TabRoot>
  );
}
