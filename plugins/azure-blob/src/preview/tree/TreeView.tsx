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

import { useMemo, useState } from 'react';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiFileCopyLine,
} from '@remixicon/react';
import { Button, ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { formatNumber, useCopy } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { FilterField } from '../frame';
import frame from '../frame/Preview.module.css';
import { flattenTree } from './flattenTree';
import { MAX_HITS } from './searchTree';
import { TreeNode, pathOf, valueOf } from './TreeNode';
import { TreeRows } from './TreeRows';
import { useTreeSearch } from './useTreeSearch';

/** What is open at first: two levels of what is not too long. */
const SHORT = 50;

/** A document as a tree: opened where it is looked at, searched as a whole. */
export function TreeView({ root, name }: { root: TreeNode; name: string }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  const [open, setOpen] = useState(() => openFirst(root));
  const [active, setActive] = useState(root);
  const [text, setText] = useState('');
  const hits = useTreeSearch(root, text.trim());
  const rows = useMemo(() => flattenTree(root, open), [root, open]);
  const at = hits?.indexOf(active) ?? -1;

  const reveal = (node: TreeNode) => {
    const opened = new Set(open);
    for (let above = node.parent; above; above = above.parent) {
      opened.add(above);
    }
    setOpen(opened);
    setActive(node);
  };
  const step = (by: number) => {
    if (hits && hits.length > 0) {
      const next = at < 0 && by < 0 ? hits.length - 1 : at + by;
      reveal(hits[(next + hits.length) % hits.length]);
    }
  };
  const describeHits = () => {
    if (!hits || text.trim() === '') {
      return '';
    }
    const numbers = {
      at: formatNumber(at + 1),
      hits: formatNumber(hits.length),
    };
    if (hits.length === 0) {
      return t('preview.tree.noHits');
    }
    return hits.length === MAX_HITS
      ? t('preview.tree.manyHits', numbers)
      : t('preview.tree.hits', numbers);
  };

  return (
    <>
      <div className={frame.bar}>
        <FilterField
          label={t('preview.tree.search')}
          value={text}
          onChange={setText}
        />
        <span className={frame.count} role="status">
          {describeHits()}
        </span>
        {hits && hits.length > 0 && text.trim() !== '' && (
          <>
            <ButtonIcon
              size="small"
              variant="secondary"
              icon={<RiArrowUpLine />}
              aria-label={t('preview.tree.previous')}
              onPress={() => step(-1)}
            />
            <ButtonIcon
              size="small"
              variant="secondary"
              icon={<RiArrowDownLine />}
              aria-label={t('preview.tree.next')}
              onPress={() => step(1)}
            />
          </>
        )}
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() => copy(pathOf(active), t('preview.tree.pathCopied'))}
        >
          {t('preview.tree.copyPath')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() => copy(copyOf(active), t('preview.tree.valueCopied'))}
        >
          {t('preview.tree.copyValue')}
        </Button>
      </div>
      <VisuallyHidden id="azure-blob-tree-keys">
        {t('preview.tree.keys')}
      </VisuallyHidden>
      <TreeRows
        label={t('preview.tree.label', { name: toVisible(name) })}
        rows={rows}
        open={open}
        active={active}
        onActivate={setActive}
        onToggle={node => {
          const next = new Set(open);
          if (!next.delete(node)) {
            next.add(node);
          }
          setOpen(next);
        }}
      />
    </>
  );
}

function copyOf(node: TreeNode): string {
  return node.kind === 'string' ? node.text : valueOf(node);
}

function openFirst(root: TreeNode): ReadonlySet<TreeNode> {
  const open = new Set([root]);
  for (const child of (root.children ?? []).slice(0, SHORT)) {
    if (child.children && child.children.length <= SHORT) {
      open.add(child);
    }
  }
  return open;
}
