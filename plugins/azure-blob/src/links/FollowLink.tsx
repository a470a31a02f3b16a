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

import { useCallback, useState } from 'react';
import { Navigate } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../api';
import { TabSkeleton, useRequest } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { GoneLink } from './GoneLink';
import { LinkHeading } from './LinkHeading';
import { LinkProblem } from './LinkProblem';
import { Permalink } from './Permalink';
import { toTabQuery } from './toTabQuery';
import { useTabPath } from './useTabPath';

/** Props of {@link FollowLink}. */
export interface FollowLinkProps {
  /** Is read once. */
  link: Permalink;
}

/**
 * Leads to what a link names, in the tab of its entity; or says why that
 * cannot be, right here, so that the URL stays what was shared.
 */
export function FollowLink({ link }: FollowLinkProps) {
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const toTabPath = useTabPath();
  const [request] = useState(() => toRequest(link));
  const { value, error, retry } = useRequest(
    useCallback(signal => api.resolveLink(request, { signal }), [api, request]),
  );

  if (error !== undefined) {
    return (
      <>
        <LinkHeading link={link} />
        <LinkProblem link={link} error={error} onRetry={retry} />
      </>
    );
  }
  if (!value) {
    return <TabSkeleton label={t('links.following')} />;
  }
  if (value.state === 'gone') {
    return (
      <>
        <LinkHeading link={link} target={value} />
        <GoneLink link={link} target={value} />
      </>
    );
  }
  const path = toTabPath(value.entityRef, value.content);
  return <Navigate replace to={`${path}?${toTabQuery(link, value)}`} />;
}

function toRequest(link: Permalink) {
  // The line is for the tab alone
  const { line: _, ...request } = link;
  return request;
}
