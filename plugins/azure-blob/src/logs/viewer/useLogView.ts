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

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { maxTopOf, topOfLine, useLogScroll, visibleLinesOf } from '../scroll';
import { useLogSearch } from '../search';
import { LogOpening, toHitRow } from '../source';
import { LogViewerProps } from './LogViewerProps';
import { findLast } from './rows';
import { useErrorSteps } from './useErrorSteps';
import { useLogEnd } from './useLogEnd';
import { useLogFolds } from './useLogFolds';
import { useLogFollow } from './useLogFollow';
import { useLogJump } from './useLogJump';
import { useLogLines } from './useLogLines';
import { useLogLive } from './useLogLive';
import { useLogPlace } from './useLogPlace';
import { useLogSettings } from './useLogSettings';
import { useLogSight } from './useLogSight';
import { useRowMap } from './useRowMap';
import { useSettled } from './useSettled';
import { useStableCallback } from './useStableCallback';

/** A log that is open, and what it begins with. */
export interface OpenLog
  extends Pick<
    LogViewerProps,
    'source' | 'line' | 'query' | 'startAt' | 'onSight'
  > {
  log: AzureBlobLog;
  opening?: LogOpening;
}

const SEARCH_PAUSE = 150;

/** Everything that a log which is looked at is made of, apart from its looks. */
export function useLogView(props: OpenLog) {
  const { source, log, opening, line, query, startAt, onSight } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const body = useRef<HTMLDivElement>(null);
  const [announcement, setAnnouncement] = useState('');
  const firstError = startAt === 'error' ? log.index.firstError : undefined;
  const [current, setCurrent] = useState(line ? undefined : firstError);
  const settings = useLogSettings();
  // Set below, from what is known of the rows only then.
  const anchor = useRef(1);
  const onUserMove = useRef<(top: number) => void>(() => {});
  const getAnchor = useCallback(() => anchor.current, []);

  const live = useLogLive(source, log);
  const lines = useLogLines({ source, log, opening, live, getAnchor });
  const folds = useLogFolds(source, log);
  const search = useLogSearch({
    ...{ source, revision: log.revision, query },
    lines: lines.isEstimated ? 0 : lines.count,
  });
  const isFiltered = Boolean(query?.filter) && search.state !== 'idle';
  const rowMap = useRowMap({
    lines: lines.count,
    groups: folds.groups,
    isEstimated: lines.isEstimated,
    hits: isFiltered ? search.hits : undefined,
  });
  const startLine = line?.from ?? firstError;
  const isKnown = (target: number) =>
    lines.isEstimated
      ? target <= log.index.lines || lines.getRow(target) !== undefined
      : target <= lines.count;

  const hasMoved = useRef(false);
  const hasLeft = useRef(false);
  const scroll = useLogScroll(
    rowMap.rows,
    geometry =>
      startLine !== undefined && isKnown(startLine)
        ? topOfLine(geometry, rowMap.rowOf(startLine))
        : maxTopOf(geometry),
    {
      hasSlack: settings.isWrapped,
      onUserMove: top => onUserMove.current(top),
    },
  );
  const sight = visibleLinesOf(scroll.geometry, scroll.top);
  const isInSight = (target: number) => {
    const row = rowMap.rowOf(target);
    return rowMap.has(target) && row >= sight.first && row <= sight.last;
  };
  const end = useLogEnd(scroll, settings.isWrapped, body);
  const foldAnchor = useRef<number>();
  const { found } = lines;
  useLogPlace({
    ...{ scroll, rowMap, end, found },
    anchor: foldAnchor.current ?? current ?? line?.from,
  });

  // Behind useLogPlace: what is followed does not stay where it is.
  const follow = useLogFollow({
    ...{ end, lines: lines.count },
    isLive: live.state !== 'off' && live.state !== 'ended',
    startsAtEnd: startLine === undefined && settings.follows,
  });

  const jumpTo = useLogJump({
    ...{ scroll, rowMap, reveal: folds.reveal },
    canReach: target => !folds.isPending && isKnown(target),
    onArrive: target => {
      hasLeft.current = false;
      setCurrent(target);
      setAnnouncement(
        t('logs.viewer.jumped', {
          line: formatNumber(target),
          lines: formatNumber(lines.count),
        }),
      );
    },
  });
  onUserMove.current = top => {
    hasMoved.current = true;
    hasLeft.current = true;
    end.letGo();
    follow.onUserMove(top);
  };
  const goTo = useStableCallback((target: number) => {
    foldAnchor.current = undefined;
    hasMoved.current = true;
    end.letGo();
    if (follow.isFollowing) {
      follow.setFollowing(false);
    }
    jumpTo({ line: target });
  });

  const marked = line?.from;
  useEffect(() => {
    if (marked !== undefined) {
      jumpTo({ line: marked });
    }
  }, [marked, jumpTo]);
  // What was asked for may be known only when all lines have been counted.
  const wanted = marked ?? firstError;
  useEffect(() => {
    if (wanted !== undefined && !hasMoved.current) {
      jumpTo({ line: wanted });
    }
  }, [wanted, found, jumpTo]);
  const { reveal } = folds;
  const { groups } = folds.groups;
  useEffect(() => {
    if (wanted !== undefined && groups.first.length > 0) {
      reveal(wanted);
    }
  }, [wanted, groups, reveal]);

  const { show } = lines;
  const firstLine = rowMap.lineOf(sight.first);
  const lastLine = rowMap.lineOf(sight.last);
  anchor.current =
    current !== undefined && isInSight(current) ? current : firstLine;
  useEffect(() => {
    if (!isFiltered && sight.last >= sight.first) {
      show(firstLine, lastLine);
    }
  }, [show, isFiltered, sight.first, sight.last, firstLine, lastLine]);
  useLogSight({
    ...{ first: firstLine, last: lastLine, onSight },
    current: current !== undefined && isInSight(current) ? current : undefined,
    hasLeft: hasLeft.current,
    isAtEnd: scroll.top > 0 && end.isAtEnd(scroll.top),
    isKnown: !lines.isEstimated && !folds.isPending,
  });
  const { show: showHits } = search;
  const from = useSettled(firstLine, SEARCH_PAUSE);
  const to = useSettled(lastLine, SEARCH_PAUSE);
  useEffect(() => showHits(from, to), [showHits, from, to]);

  const hitLines = useMemo(
    () => search.hits.map(hit => hit.line),
    [search.hits],
  );
  const stepError = useErrorSteps({ log, folds, getAnchor, goTo });
  const fold = useStableCallback((target: number, isFolded: boolean) => {
    foldAnchor.current = target;
    folds.fold(target, isFolded);
  });

  // A hit shows its own text, so that none of the lines around it is read.
  const getRow = (target: number) =>
    lines.getRow(target) ??
    (isFiltered
      ? toHitRow(search.hits[findLast(hitLines, target)])
      : undefined);

  return {
    ...{ body, announcement, current, settings, live, lines, folds, search },
    ...{ isFiltered, rowMap, scroll, end, follow, goTo, stepError, fold },
    ...{ hitLines, isKnown, getRow },
    start: findStart(log, lines.getRow(1)?.time),
    /** The line that searching goes on from. */
    searchFrom: current !== undefined && isInSight(current) ? current : from,
  };
}

/** When the log began, as far as is known. */
function findStart(log: AzureBlobLog, first: number | undefined) {
  const { startedAt } = log.index;
  return startedAt === undefined ? first : Date.parse(startedAt);
}

/** What {@link useLogView} gives. */
export type LogView = ReturnType<typeof useLogView>;
