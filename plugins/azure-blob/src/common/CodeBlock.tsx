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

import { RiFileCopyLine } from '@remixicon/react';
import { ButtonIcon } from '@backstage/ui';
import styles from './CodeBlock.module.css';
import { useCopy } from './useCopy';

/** Props of {@link CodeBlock}. */
export interface CodeBlockProps {
  code: string;
  /** What the button does. */
  label: string;
  /** What the toast says. */
  confirmation: string;
}

/** A command or lines of a file, to be copied. */
export function CodeBlock({ code, label, confirmation }: CodeBlockProps) {
  const copy = useCopy();
  return (
    <div className={styles.block}>
      <pre className={styles.code}>{code}</pre>
      <ButtonIcon
        size="medium"
        variant="tertiary"
        icon={<RiFileCopyLine />}
        aria-label={label}
        onPress={() => copy(code, confirmation)}
      />
    </div>
  );
}
