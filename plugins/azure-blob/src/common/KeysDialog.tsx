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

import { DialogBody, DialogHeader } from '@backstage/ui';
import styles from './KeysDialog.module.css';
import { TabDialog } from './TabDialog';

/** What some keys do. */
export interface KeyHint {
  /** As they are written on a keyboard: each of them does it. */
  keys: string[];
  label: string;
}

/** Props of {@link KeysDialog}. */
export interface KeysDialogProps {
  title: string;
  keys: KeyHint[];
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** The keys of a part of the page, as `?` shows them. */
export function KeysDialog(props: KeysDialogProps) {
  const { title, keys, isOpen, onOpenChange } = props;
  return (
    <TabDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      width="min(30rem, calc(100vw - 2rem))"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <dl className={styles.keys}>
          {keys.map(hint => (
            <div key={hint.label} className={styles.row}>
              <dt className={styles.label}>{hint.label}</dt>
              <dd className={styles.which}>
                {hint.keys.map(key => (
                  <kbd key={key} className={styles.key}>
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </TabDialog>
  );
}
