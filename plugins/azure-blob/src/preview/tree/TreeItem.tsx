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

import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DisplayName } from '../../artifacts/names';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { TreeRow } from './flattenTree';
import styles from './TreeRows.module.css';

const MAX_CHARACTERS = 500;
const MAX_INDENT = 40;

/** One row of a tree: its key, and its value or how much is in it. */
export function TreeItem(props: {
  id: string;
  row: TreeRow;
  isOpen: boolean;
  isActive: boolean;
  /** Among the rows. */
  index: number;
}) {
  const { id, row, isOpen, isActive, index } = props;
  const { node, level, position } = row;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { children, parent } = node;
  const Icon = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  const key = node.key ?? (parent ? String(position - 1) : undefined);
  const indent: Record<string, string> = {
    '--tree-level': `${Math.min(level, MAX_INDENT)}`,
  };
  const length = children?.length ?? 0;
  const formatted = formatNumber(length);
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-setsize={parent?.children?.length ?? 1}
      aria-posinset={position}
      aria-expanded={length > 0 ? isOpen : undefined}
      aria-selected={isActive}
      className={styles.row}
      style={indent}
      data-row={index}
    >
      <span className={styles.icon} aria-hidden>
        {length > 0 && <Icon size={16} />}
      </span>
      {key !== undefined && (
        <span className={styles.key} data-index={node.key === undefined}>
          <DisplayName name={cut(key)} />:{' '}
        </span>
      )}
      {children ? (
        <span className={styles.count}>
          {node.kind === 'array'
            ? `[ ${t('preview.tree.items', { count: length, formatted })} ]`
            : `{ ${t('preview.tree.keysOf', { count: length, formatted })} }`}
        </span>
      ) : (
        <span className={styles.value} data-kind={node.kind}>
          <DisplayName
            name={
              node.kind === 'string'
                ? JSON.stringify(cut(node.text))
                : cut(node.text)
            }
          />
        </span>
      )}
      {node.text.length > MAX_CHARACTERS && (
        <span className={styles.count}>
          {t('preview.omitted', {
            number: formatNumber(node.text.length - MAX_CHARACTERS),
          })}
        </span>
      )}
    </div>
  );
}

function cut(text: string): string {
  return text.slice(0, MAX_CHARACTERS);
}
