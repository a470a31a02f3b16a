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

import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { ButtonIcon } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';
import { OwnPage } from './listOwn';
import styles from './OwnArtifacts.module.css';

/** Props of {@link OwnPages}. */
export interface OwnPagesProps {
  page: OwnPage;
  onGoTo(cursor: string | undefined): void;
}

/** Goes through what one owns, where it is more than a page. */
export function OwnPages({ page, onGoTo }: OwnPagesProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { prevCursor, nextCursor } = page;
  if (prevCursor === undefined && nextCursor === undefined) {
    return null;
  }
  return (
    <nav className={styles.pages} aria-label={t('overview.own.page')}>
      <ButtonIcon
        variant="secondary"
        icon={<RiArrowLeftSLine />}
        aria-label={t('overview.own.previous')}
        isDisabled={prevCursor === undefined}
        onPress={() => onGoTo(prevCursor)}
      />
      <ButtonIcon
        variant="secondary"
        icon={<RiArrowRightSLine />}
        aria-label={t('overview.own.next')}
        isDisabled={nextCursor === undefined}
        onPress={() => onGoTo(nextCursor)}
      />
    </nav>
  );
}
