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

import { useMemo } from 'react';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import { UrlChanges, UrlState, useUrlState } from '../common';
import {
  formatLogLines,
  LogLineRange,
  parseLogLines,
} from './viewer/LogLineRange';
import { LogViewerQuery } from './viewer/LogViewerProps';

/** What a URL without any log, line or search says of them. */
export const NO_LOG: UrlChanges = {
  ...{ path: undefined, version: undefined, compare: undefined },
  ...{ line: undefined, byte: undefined },
};

/** What a URL without any search through many logs says of one. */
export const NO_SEARCH: UrlChanges = {
  ...{ runs: undefined, until: undefined, within: undefined },
  results: undefined,
};

const FLAGS = ['regex', 'case', 'word', 'filter'];

/** The state of the Logs tab, as the URL has it. */
export interface LogUrl extends UrlState {
  line?: LogLineRange;
  query?: LogViewerQuery;
}

/** Reads what the URL says of a log. */
export function useLogUrl(): LogUrl {
  const url = useUrlState();
  const { get } = url;
  const range = get('line');
  const byte = get('byte');
  const line = useMemo(() => parseLogLines(range, byte), [range, byte]);
  const q = get('q');
  const isOn = (name: string) => get(name) === 'true' || undefined;
  const [regex, isCase, word, filter] = FLAGS.map(isOn);
  const query = useMemo(
    () => (q ? { q, regex, case: isCase, word, filter } : undefined),
    [q, regex, isCase, word, filter],
  );
  return useMemo(() => ({ ...url, line, query }), [url, line, query]);
}

/** What the URL says of lines. */
export function toLineParams(line: LogLineRange | undefined): UrlChanges {
  return {
    line: line && formatLogLines(line),
    byte: line?.byte === undefined ? undefined : String(line.byte),
  };
}

/** What the URL says of a query. */
export function toQueryParams(
  query: (AzureBlobLogQuery & { filter?: boolean }) | undefined,
): UrlChanges {
  const flag = (isOn: boolean | undefined) => (isOn ? 'true' : undefined);
  return {
    q: query?.q || undefined,
    regex: flag(query?.regex),
    case: flag(query?.case),
    word: flag(query?.word),
    filter: flag(query?.filter),
  };
}
