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

import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link WhyButton}. */
export interface WhyButtonProps {
  variant?: 'secondary' | 'tertiary';
  isOpen: boolean;
  /** The id of the element that the diagnosis appears in. */
  controls: string;
  onToggle(): void;
}

/** Shows and hides the diagnosis. */
export function WhyButton(props: WhyButtonProps) {
  const { variant = 'secondary', isOpen, controls, onToggle } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Button
      size="medium"
      variant={variant}
      iconEnd={isOpen ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
      aria-expanded={isOpen}
      aria-controls={controls}
      onPress={onToggle}
    >
      {t('diagnosis.why')}
    </Button>
  );
}
