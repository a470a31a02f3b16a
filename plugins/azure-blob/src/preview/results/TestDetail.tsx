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

import { Link, useLocation } from 'react-router-dom';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useUrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { ScrollRegion } from '../frame';
import { formatSeconds } from './formatSeconds';
import { OutcomeLabel } from './OutcomeLabel';
import { TestCase } from './TestResults';
import styles from './TestResultsView.module.css';

const MAX_CHARACTERS = 20_000;
/** What the search in logs takes. */
const MAX_QUERY = 512;

/** What the report says of one test, and the way to the log of the run. */
export function TestDetail({ test }: { test: TestCase }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const logHref = useLogHref(test);
  const texts = (['message', 'details'] as const).flatMap(part =>
    test[part] ? [{ part, text: test[part] }] : [],
  );
  return (
    <section
      className={styles.detail}
      aria-label={t('preview.results.detail', { name: test.name })}
    >
      <Text as="p" variant="body-medium" weight="bold">
        {test.name}
      </Text>
      <div className={styles.totals}>
        <OutcomeLabel outcome={test.outcome} />
        <span>{test.suite}</span>
        {test.seconds !== undefined && (
          <span>{formatSeconds(test.seconds)}</span>
        )}
        {logHref && <Link to={logHref}>{t('preview.results.toLog')}</Link>}
      </div>
      {texts.length === 0 && (
        <Text color="secondary">{t('preview.results.noDetail')}</Text>
      )}
      {texts.map(({ part, text }) => (
        <ScrollRegion
          key={part}
          className={styles.text}
          label={t(`preview.results.${part}`)}
        >
          {text.slice(0, MAX_CHARACTERS)}
          {text.length > MAX_CHARACTERS && `…\n${t('preview.results.cut')}`}
        </ScrollRegion>
      ))}
    </section>
  );
}

/** The logs of the same run, on the tab beside this one. */
function useLogHref({ name }: TestCase): string | undefined {
  const { pathname } = useLocation();
  const run = useUrlState().get('run');
  const tab = pathname.replace(/\/artifacts\/?$/, '/logs');
  return run === undefined || tab === pathname
    ? undefined
    : `${tab}?${new URLSearchParams({ run, q: name.slice(0, MAX_QUERY) })}`;
}
