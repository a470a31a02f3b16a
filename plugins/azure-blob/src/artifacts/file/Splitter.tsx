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

import { KeyboardEvent, PointerEvent, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import styles from './FilePanel.module.css';

const LEAST = 25;
const MOST = 75;
const STEP = 2;

/** Props of {@link Splitter}. */
export interface SplitterProps {
  /** The share of the room that is behind it, in percent. */
  share: number;
  onChange(share: number): void;
}

/** The line between two halves: it moves by mouse, by finger and by keys. */
export function Splitter({ share, onChange }: SplitterProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isMoving, setMoving] = useState(false);
  const set = (next: number) =>
    onChange(Math.round(Math.min(Math.max(next, LEAST), MOST)));

  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowLeft: share + STEP,
      ArrowRight: share - STEP,
      Home: MOST,
      End: LEAST,
    };
    if (Object.hasOwn(targets, event.key)) {
      event.preventDefault();
      set(targets[event.key]);
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    const room = event.currentTarget.parentElement?.getBoundingClientRect();
    if (isMoving && room && room.width > 0) {
      set(((room.right - event.clientX) / room.width) * 100);
    }
  };

  // A separator that takes the focus is a widget, as a slider is.
  const handlers = {
    tabIndex: 0,
    onKeyDown,
    onPointerMove,
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setMoving(true);
    },
    onPointerUp: () => setMoving(false),
    onPointerCancel: () => setMoving(false),
  };

  return (
    <div
      {...handlers}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('files.panel.resize')}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={share}
      className={styles.splitter}
      data-moving={isMoving}
    />
  );
}
