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

import {
  KeyboardEvent,
  memo,
  MouseEvent,
  RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { DEFAULT_RECT, observeRect } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { RunSummary } from './RunSummary';
import styles from './RunList.module.css';

export const ROW_SIZE = 60;
const OVERSCAN = 8;

/** Props of {@link RunRows}. */
export interface RunRowsProps {
  runs: AzureBlobRun[];
  selected?: string;
  /** Whether there are more than `runs`. */
  hasMore: boolean;
  /** Called when the last ones come into view, as long as there are more. */
  onNearEnd(): void;
  onSelect(run: string): void;
}

const RunRow = memo(Row);

/** The runs that can be seen, in a list that scrolls through all of them. */
export function RunRows(props: RunRowsProps) {
  const { runs, selected, hasMore, onNearEnd, onSelect } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [activeId, setActiveId] = useState<string>();
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => runs[index].id,
    estimateSize: () => ROW_SIZE,
    initialRect: DEFAULT_RECT,
    observeElementRect: observeRect,
    overscan: OVERSCAN,
    useAnimationFrameWithResizeObserver: true,
    useFlushSync: false,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const isNearEnd = hasMore && last >= runs.length - 1 - OVERSCAN;

  useEffect(() => {
    if (isNearEnd) {
      onNearEnd();
    }
  }, [isNearEnd, onNearEnd, runs]);
  useScrollToSelected(scroller, runs, selected);

  const wanted = activeId ?? selected;
  const active = Math.max(
    runs.findIndex(run => run.id === wanted),
    0,
  );
  const choose = (index: number) => {
    setActiveId(runs[index].id);
    if (runs[index].id !== selected) {
      onSelect(runs[index].id);
    }
  };
  const { height } = virtualizer.scrollRect ?? DEFAULT_RECT;
  const page = Math.max(Math.floor(height / ROW_SIZE) - 1, 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: runs.length - 1,
    };
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && Object.hasOwn(moves, event.key)) {
      const to = Math.max(0, Math.min(moves[event.key], runs.length - 1));
      setActiveId(runs[to].id);
      virtualizer.scrollToIndex(to);
    } else if (isPlain && (event.key === 'Enter' || event.key === ' ')) {
      choose(active);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = ({ target }: MouseEvent) => {
    const row =
      target instanceof Element ? target.closest('[data-index]') : undefined;
    if (row) {
      choose(Number(row.getAttribute('data-index')));
    }
  };
  const rowId = (index: number) => `${id}-${index}`;

  return (
    <div
      ref={scroller}
      className={styles.list}
      role="grid"
      aria-label={t('artifacts.runs.label')}
      aria-rowcount={hasMore ? -1 : runs.length}
      aria-activedescendant={
        visible.some(({ index }) => index === active)
          ? rowId(active)
          : undefined
      }
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div
        role="rowgroup"
        className={styles.rows}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {visible.map(({ index, key, start }) => (
          <RunRow
            key={key}
            id={rowId(index)}
            index={index}
            top={start}
            run={runs[index]}
            isSelected={runs[index].id === selected}
            isActive={index === active}
          />
        ))}
      </div>
    </div>
  );
}

interface RunRowProps {
  id: string;
  index: number;
  top: number;
  run: AzureBlobRun;
  isSelected: boolean;
  /** Whether keys act on it. */
  isActive: boolean;
}

function Row(props: RunRowProps) {
  const { id, index, top, run, isSelected, isActive } = props;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, blockSize: ROW_SIZE }}
      data-index={index}
      data-active={isActive}
    >
      <div role="gridcell" className={styles.cell}>
        <RunSummary run={run} />
      </div>
    </div>
  );
}

/** Where one comes back to the list, the run that is open is in sight. */
function useScrollToSelected(
  scroller: RefObject<HTMLElement>,
  runs: AzureBlobRun[],
  selected: string | undefined,
) {
  const isDone = useRef(false);
  useEffect(() => {
    const list = scroller.current;
    if (!list || isDone.current) {
      return;
    }
    isDone.current = true;
    const top = runs.findIndex(({ id }) => id === selected) * ROW_SIZE;
    if (top + ROW_SIZE > list.clientHeight) {
      list.scrollTop = top - list.clientHeight / 2;
    }
  }, [scroller, runs, selected]);
}
