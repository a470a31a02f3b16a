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

import { memo } from 'react';
import { Link } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { Token } from './highlightLines';
import styles from './SourceLines.module.css';

/** More of a line than this is counted, and not shown. */
const MAX_CHARACTERS = 10_000;
/**
 * What changes the direction of text, or cannot be seen: code that reads as
 * something else than it does.
 */
const DECEIVING =
  /([\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069])/;

/** Props of {@link SourceLine}. */
export interface SourceLineProps {
  number: number;
  text: string;
  /** Absent where it is not highlighted. */
  tokens?: Token[];
  isMarked: boolean;
  href: string;
}

function SourceLineContent(props: SourceLineProps) {
  const { number, text, tokens, isMarked, href } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const omitted = text.length - MAX_CHARACTERS;
  const pieces = tokens ?? [{ text: text.slice(0, MAX_CHARACTERS) }];
  return (
    <div
      role="row"
      aria-rowindex={number}
      aria-current={isMarked || undefined}
      className={styles.row}
    >
      <span role="rowheader" className={styles.gutter}>
        <Link
          className={styles.number}
          to={href}
          tabIndex={-1}
          preventScrollReset
        >
          {number}
        </Link>
      </span>
      <span role="gridcell" className={styles.text}>
        {pieces.map((token, index) => (
          <span key={index} className={styles.token} data-type={token.type}>
            {showHidden(token.text)}
          </span>
        ))}
        {omitted > 0 && (
          <span className={styles.omitted}>
            {t('preview.omitted', { number: formatNumber(omitted) })}
          </span>
        )}
      </span>
    </div>
  );
}

function showHidden(text: string) {
  if (!DECEIVING.test(text)) {
    return text;
  }
  return text.split(DECEIVING).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <span key={index} className={styles.hidden}>
        U+{piece.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}
      </span>
    ),
  );
}

/** One line: its number, which is a link to it, and its text. */
export const SourceLine = memo(SourceLineContent);
