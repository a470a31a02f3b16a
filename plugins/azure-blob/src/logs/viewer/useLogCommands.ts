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

import { Dispatch, RefObject, useRef, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber, useNotify } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { downloadLines } from './downloadLines';
import type { LogDocumentProps } from './LogDocument';
import { LogLineRange } from './LogLineRange';
import { useCopyLines } from './useCopyLines';
import { useFullScreen } from './useFullScreen';
import { useLogKeys } from './useLogKeys';
import { useLogPointer } from './useLogPointer';
import { LogView } from './useLogView';
import { useStableCallback } from './useStableCallback';

/** What the commands work on. */
export interface LogCommandsOptions extends LogDocumentProps {
  element: RefObject<HTMLDivElement>;
  view: LogView;
  setNotice: Dispatch<string>;
}

/** What buttons, keys and clicks do to a log. */
export function useLogCommands(options: LogCommandsOptions) {
  const { source, log, line, onLine, element, view, setNotice } = options;
  const { scroll, lines, settings, follow, search } = view;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const notify = useNotify();
  const jumpInput = useRef<HTMLInputElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const firstSelected = useRef<number>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [link, setLink] = useState<string>();
  const [longLine, setLongLine] = useState<number>();
  const full = useFullScreen(element);
  const copyLines = useCopyLines(source, log.revision);

  const select = useStableCallback((target: number, isRange: boolean) => {
    const start = isRange ? firstSelected.current ?? line?.from : undefined;
    firstSelected.current = start ?? target;
    const [from, to] = [start ?? target, target].sort((a, b) => a - b);
    onLine({ from, to, byte: lines.getRow(from)?.offset });
  });
  const jump = useStableCallback((target: number) => {
    const isCounted = log.index.state === 'ready' && !lines.isEstimated;
    if (isCounted && target > lines.count) {
      const counted = formatNumber(lines.count);
      setNotice(t('logs.viewer.outOfRange', { lines: counted }));
      return;
    }
    setNotice(
      view.isKnown(target)
        ? ''
        : t('logs.viewer.notCounted', { line: formatNumber(target) }),
    );
    view.goTo(target);
    onLine({ from: target, to: target, byte: lines.getRow(target)?.offset });
  });
  const moveTo = useStableCallback((top: number) => {
    scroll.moveTo(top);
    view.end.letGo();
    follow.onUserMove(top);
  });
  const goToEnd = useStableCallback(() => {
    view.end.goToEnd();
    follow.setFollowing(true);
  });
  const setFollowing = useStableCallback((isOn: boolean) => {
    settings.setFollows(isOn);
    follow.setFollowing(isOn);
  });
  const download = useStableCallback(async (range: LogLineRange) => {
    if (options.onDownloadLines) {
      options.onDownloadLines(range);
      return;
    }
    try {
      await downloadLines(source, log, range);
    } catch {
      notify({ title: t('logs.viewer.downloadFailed'), status: 'danger' });
    }
  });
  const stepHit = useStableCallback(async (step: 'next' | 'previous') => {
    const found = await search[step](view.searchFrom);
    if (found !== undefined) {
      view.goTo(found);
    }
  });
  const focusLines = useStableCallback(() =>
    element.current
      ?.querySelector<HTMLElement>('[role="grid"]')
      ?.focus({ preventScroll: true }),
  );
  const clear = useStableCallback(() => onLine(undefined));

  const actions = {
    search: () => focusAll(searchInput.current),
    nextHit: () => stepHit('next'),
    previousHit: () => stepHit('previous'),
    nextError: () => view.stepError(1),
    previousError: () => view.stepError(-1),
    goToLine: () => focusAll(jumpInput.current),
    goToEnd,
    follow: () => log.isGrowing && setFollowing(!follow.isFollowing),
    wrap: () => settings.setWrapped(!settings.isWrapped),
    time: settings.cycleTime,
    help: () => setHelpOpen(true),
    leave: () => {
      const wasFull = full.isFull;
      full.setFull(false);
      return wasFull;
    },
    selectAll: () => onLine({ from: 1, to: lines.count, byte: 0 }),
    copy: () => {
      if (line) {
        copyLines(line);
      }
      return line !== undefined;
    },
  };
  useLogKeys(element, actions);
  const pointer = useLogPointer({
    ...{ select, openLine: setLongLine, openLink: setLink },
    fold: view.fold,
  });

  return {
    ...{ jumpInput, searchInput, full, jump, moveTo, goToEnd, setFollowing },
    ...{ download, copyLines, clear, focusLines, ...pointer },
    setQuery: useStableCallback(options.onQuery),
    goToStart: useStableCallback(() => moveTo(0)),
    nextError: useStableCallback(actions.nextError),
    previousError: useStableCallback(actions.previousError),
    cycleTime: useStableCallback(settings.cycleTime),
    setWrapped: useStableCallback(settings.setWrapped),
    openHelp: useStableCallback(actions.help),
    dialogs: {
      ...{ isHelpOpen, setHelpOpen, link, setLink, longLine, setLongLine },
    },
  };
}

/** What {@link useLogCommands} gives. */
export type LogCommands = ReturnType<typeof useLogCommands>;

function focusAll(input: HTMLInputElement | null) {
  input?.focus();
  input?.select();
}
