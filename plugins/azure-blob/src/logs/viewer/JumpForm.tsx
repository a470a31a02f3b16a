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

import { FormEvent, RefObject } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import styles from './LogViewer.module.css';

/** Props of {@link JumpForm}. */
export interface JumpFormProps {
  inputRef: RefObject<HTMLInputElement>;
  onJump(line: number): void;
}

/** Goes to a line by its number. */
export function JumpForm({ inputRef, onJump }: JumpFormProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const digits = inputRef.current?.value.replace(/[^0-9]/g, '') ?? '';
    const line = Number(digits);
    if (digits && line > 0 && Number.isSafeInteger(line)) {
      onJump(line);
    }
  };

  return (
    <form onSubmit={onSubmit} className={styles.jump}>
      <input
        ref={inputRef}
        className={styles.jumpInput}
        type="text"
        inputMode="numeric"
        aria-label={t('logs.viewer.jump')}
        placeholder={t('logs.viewer.jumpPlaceholder')}
        title={t('logs.viewer.jumpHint')}
      />
    </form>
  );
}
