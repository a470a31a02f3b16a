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

import { useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Select } from '@backstage/ui';
import {
  AzureBlobLogViewer,
  formatLogLines,
  LogSource,
  parseLogLines,
  TextLogSource,
} from '../../src';
import { GeneratedLogSource } from './GeneratedLogSource';
import {
  azureLog,
  githubLog,
  gitlabLog,
  hostileLog,
  mixedLog,
} from './storyLogs';

const STORIES: Record<string, () => LogSource> = {
  github: () => new TextLogSource('github.log', githubLog),
  azure: () => new TextLogSource('azure.log', azureLog),
  gitlab: () => new TextLogSource('gitlab.log', gitlabLog),
  mixed: () => new TextLogSource('mixed.log', mixedLog),
  hostile: () => new TextLogSource('hostile.log', hostileLog),
  empty: () => new TextLogSource('empty.log', ''),
  lines: () => new GeneratedLogSource(100_000),
  groups: () => new GeneratedLogSource(1_000_000, 10),
  huge: () => new GeneratedLogSource(9_744_120),
  live: () => new TextLogSource('live.log', githubLog, { isGrowing: true }),
};

/** The viewer alone, over what its sources make up. */
export function LogStory() {
  const [params, setParams] = useSearchParams();
  const story = params.get('story') ?? 'github';
  const source = useMemo(() => (STORIES[story] ?? STORIES.github)(), [story]);

  useEffect(() => {
    if (story !== 'live' || !(source instanceof TextLogSource)) {
      return undefined;
    }
    let count = 0;
    const timer = setInterval(() => {
      count += 1;
      source.append(`${new Date().toISOString()} written just now: ${count}`);
    }, 300);
    return () => clearInterval(timer);
  }, [source, story]);

  const line = parseLogLines(
    params.get('line') ?? undefined,
    params.get('byte') ?? undefined,
  );
  return (
    <div style={{ padding: 24 }}>
      <Select
        aria-label="Story"
        options={Object.keys(STORIES).map(name => ({
          value: name,
          label: name,
        }))}
        selectedKey={story}
        onSelectionChange={key => setParams({ story: String(key) })}
      />
      <AzureBlobLogViewer
        key={source.key}
        source={source}
        startAt={story === 'live' ? 'end' : 'error'}
        line={line}
        onLine={next =>
          setParams({ story, ...(next && { line: formatLogLines(next) }) })
        }
        hrefToLine={next => `?story=${story}&line=${formatLogLines(next)}`}
      />
    </div>
  );
}
