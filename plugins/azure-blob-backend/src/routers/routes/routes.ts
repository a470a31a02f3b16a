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

import { Route } from '../types';
import { archiveRoutes } from './archiveRoutes';
import { bindingRoutes } from './bindingRoutes';
import { contentRoutes } from './contentRoutes';
import { diagnosisRoutes } from './diagnosisRoutes';
import { downloadRoutes } from './downloadRoutes';
import { linkRoutes } from './linkRoutes';
import { logComparisonRoutes } from './logComparisonRoutes';
import { logRoutes } from './logRoutes';
import { logSearchRoutes } from './logSearchRoutes';
import { logTailRoutes } from './logTailRoutes';
import { lockRoutes } from './lockRoutes';
import { provenanceRoutes } from './provenanceRoutes';
import { runRoutes } from './runRoutes';

/** Every route of the plugin. There is no other way in. */
export const routes: Route[] = [
  ...runRoutes,
  ...contentRoutes,
  ...logRoutes,
  ...logSearchRoutes,
  ...logComparisonRoutes,
  ...logTailRoutes,
  ...archiveRoutes,
  ...linkRoutes,
  ...provenanceRoutes,
  ...downloadRoutes,
  ...bindingRoutes,
  ...lockRoutes,
  ...diagnosisRoutes,
];
