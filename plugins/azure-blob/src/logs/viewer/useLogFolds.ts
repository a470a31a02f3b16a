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

import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  AzureBlobLog,
  AzureBlobLogGroups,
} from 'backstage-plugin-azure-blob-common';
import { LogSource } from '../source';
import { LogGroups } from './rows';

/** The groups of a log, and where its errors are. */
export interface LogFolds {
  groups: LogGroups;
  errors: readonly number[];
  warnings: readonly number[];
  /** Whether nobody knows yet what is folded. */
  isPending: boolean;
  fold(line: number, isFolded: boolean): void;
  foldAll(isFolded: boolean): void;
  /** Unfolds whatever hides a line. */
  reveal(line: number): void;
}

const NONE: readonly number[] = [];
const NO_GROUPS: AzureBlobLogGroups = { first: [], last: [], open: [] };
// Lines are not kept waiting for long, although they move when groups fold.
const PATIENCE = 400;

/** Reads where the groups and errors of a log are, when they are all known. */
export function useLogFolds(source: LogSource, log: AzureBlobLog): LogFolds {
  const { revision, index } = log;
  const isReady = index.state === 'ready';
  const isNeeded = index.groups + index.errors + index.warnings > 0;
  const isWanted = isReady && isNeeded && source.getOutline !== undefined;
  const [isPending, setPending] = useState(isWanted && index.groups > 0);
  const [groups, setGroups] = useState(() => new LogGroups(NO_GROUPS));
  const [marks, setMarks] = useState({ errors: NONE, warnings: NONE });

  useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => setPending(false), PATIENCE);
    source
      .getOutline?.(revision, controller.signal)
      .then(outline => {
        if (!controller.signal.aborted) {
          const { errors, warnings } = outline;
          setGroups(current => current.with(outline.groups));
          setMarks({ errors, warnings });
        }
      })
      // Without an outline a log is what it was before: lines.
      .catch(() => {})
      .finally(() => setPending(false));
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isWanted, source, revision]);

  const fold = useCallback(
    (line: number, isFolded: boolean) =>
      setGroups(current => current.fold(line, isFolded)),
    [],
  );
  const foldAll = useCallback(
    (isFolded: boolean) => setGroups(current => current.foldAll(isFolded)),
    [],
  );
  const reveal = useCallback(
    (line: number) => setGroups(current => current.reveal(line)),
    [],
  );
  return useMemo(
    () => ({ groups, ...marks, isPending, fold, foldAll, reveal }),
    [groups, marks, isPending, fold, foldAll, reveal],
  );
}
