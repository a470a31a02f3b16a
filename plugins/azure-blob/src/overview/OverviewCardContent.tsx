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

import { ButtonLink, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Why } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { OverviewFacts } from './OverviewFacts';
import { OverviewProblem } from './OverviewProblem';
import { useOverview } from './useOverview';
import styles from './OverviewCard.module.css';

/** Props of {@link OverviewCardContent}. */
export interface OverviewCardContentProps {
  entityRef: string;
  /** Of the Artifacts tab. */
  tabPath: string;
}

/** What the card says: what there is, or in a line why there is nothing. */
export function OverviewCardContent(props: OverviewCardContentProps) {
  const { entityRef, tabPath } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { value, error, retry } = useOverview(entityRef);

  if (error !== undefined) {
    return (
      <div className={styles.content}>
        <OverviewProblem error={error} onRetry={retry} />
        <Why entityRef={entityRef} />
      </div>
    );
  }
  if (!value) {
    return (
      <div className={styles.content} aria-busy>
        <VisuallyHidden role="status">{t('overview.loading')}</VisuallyHidden>
        <Skeleton width="60%" height={24} />
        <Skeleton width="80%" height={24} />
        <Skeleton width="40%" height={24} />
      </div>
    );
  }
  const { access, location, overview } = value;
  if (!access.allowed) {
    return (
      <div className={styles.content}>
        <p>{t('overview.denied')}</p>
        <Why entityRef={entityRef} />
      </div>
    );
  }
  if (!location || !overview) {
    return <p className={styles.hint}>{t('overview.nothing')}</p>;
  }
  if (location.hasRuns && !overview.latest) {
    return (
      <div className={styles.content}>
        <Text as="h4" weight="bold">
          {t('overview.empty.title')}
        </Text>
        <p className={styles.hint}>{t('overview.empty.description')}</p>
        <div>
          <ButtonLink
            variant="secondary"
            href={`${tabPath}?${new URLSearchParams({
              location: location.id,
            })}`}
          >
            {t('overview.empty.how')}
          </ButtonLink>
        </div>
      </div>
    );
  }
  return <OverviewFacts overview={overview} tabPath={tabPath} />;
}
