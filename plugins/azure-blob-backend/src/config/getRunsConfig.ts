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

import { LocationConfig, RunsConfig } from '../types';

const DEFAULT: RunsConfig = { metadata: 'manifest', blob: 'run.json' };

/** Where the metadata of a location's runs is. */
export function getRunsConfig(location: LocationConfig): RunsConfig {
  return location.runs ?? DEFAULT;
}

/**
 * The file below the folder of each run that only says what the run is. One
 * whose metadata or tags say so may be anything else besides, such as a log.
 */
export function getRunManifest(location: LocationConfig): string | undefined {
  const { metadata, blob } = getRunsConfig(location);
  const isManifest = metadata === 'manifest' && location.layout !== '{path}';
  return isManifest ? blob : undefined;
}
