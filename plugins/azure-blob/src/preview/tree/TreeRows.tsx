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

import { KeyboardEvent, MouseEvent, useEffect, useId, useRef } from 'react';
import { ScrolledRows, useLogScroll, visibleLinesOf } from '../../logs/scroll';
import { TreeRow } from './flattenTree';
import { TreeItem } from './TreeItem';
import { TreeNode } from './TreeNode';
import styles from './TreeRows.module.css';

const ROW_HEIGHT = 24;

/** Props of {@link TreeRows}. */
export interface TreeRowsProps {
  label: string;
  rows: TreeRow[];
  open: ReadonlySet<TreeNode>;
  active: TreeNode;
  onActivate(node: TreeNode): void;
  onToggle(node: TreeNode): void;
}

/** The rows of a tree that can be seen, moved through by keys. */
export function TreeRows(props: TreeRowsProps) {
  const { label, rows, open, active, onActivate, onToggle } = props;
  const id = useId();
  const scroll = useLogScroll(rows.length, () => 0, { height: ROW_HEIGHT });
  const { geometry, top, moveTo } = scroll;
  const { first, last } = visibleLinesOf(geometry, top);
  const index = rows.findIndex(({ node }) => node === active);

  const revealed = useRef<TreeNode>();
  useEffect(() => {
    // Only when another row is active: whoever scrolls away may do so.
    if (index < 0 || revealed.current === active) {
      return;
    }
    revealed.current = active;
    const above = index * ROW_HEIGHT;
    const below = above + ROW_HEIGHT - geometry.viewportHeight;
    if (above < top || below > top) {
      moveTo(above < top ? above : below);
    }
  }, [index, active, geometry, top, moveTo]);

  const activate = (next: number) => {
    onActivate(rows[Math.max(0, Math.min(next, rows.length - 1))].node);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor(geometry.viewportHeight / ROW_HEIGHT);
    const isOpen = open.has(active);
    const hasChildren = (active.children?.length ?? 0) > 0;
    const actions: Record<string, () => void> = {
      ArrowUp: () => activate(index - 1),
      ArrowDown: () => activate(index + 1),
      PageUp: () => activate(index - page),
      PageDown: () => activate(index + page),
      Home: () => activate(0),
      End: () => activate(rows.length - 1),
      Enter: () => hasChildren && onToggle(active),
      ' ': () => hasChildren && onToggle(active),
      ArrowRight: () => {
        if (hasChildren) {
          (isOpen ? () => activate(index + 1) : () => onToggle(active))();
        }
      },
      ArrowLeft: () => {
        if (hasChildren && isOpen) {
          onToggle(active);
        } else if (active.parent) {
          onActivate(active.parent);
        }
      },
    };
    if (Object.hasOwn(actions, event.key) && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      actions[event.key]();
    }
  };

  const onClick = ({ target }: MouseEvent) => {
    const item = target instanceof Element && target.closest('[data-row]');
    if (item) {
      const { node } = rows[Number(item.getAttribute('data-row'))];
      onActivate(node);
      if (node.children?.length) {
        onToggle(node);
      }
    }
  };

  const isActiveShown = index >= first - 1 && index < last;

  return (
    <div
      ref={scroll.ref}
      className={styles.scroller}
      role="tree"
      aria-label={label}
      aria-describedby="azure-blob-tree-keys"
      aria-activedescendant={isActiveShown ? `${id}-${index}` : undefined}
      tabIndex={0}
      onScroll={scroll.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <ScrolledRows
        scroll={scroll}
        className={styles.spacer}
        role="presentation"
      >
        {rows.slice(first - 1, last).map((row, offset) => (
          <TreeItem
            key={first + offset}
            id={`${id}-${first - 1 + offset}`}
            row={row}
            isOpen={open.has(row.node)}
            isActive={row.node === active}
            index={first - 1 + offset}
          />
        ))}
      </ScrolledRows>
    </div>
  );
}
