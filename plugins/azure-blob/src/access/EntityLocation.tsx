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

import { ReactNode } from 'react';
import {
  AzureBlobAccess,
  AzureBlobLocation,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import { LocationSelect, UrlChanges, useUrlState } from '../common';
import { EntityAccess, EntityAccessContent } from './EntityAccess';
import { IdentityLine } from './IdentityLine';
import { LocationNotFound } from './LocationNotFound';
import { TakeOverNotice } from './TakeOverNotice';

/** The location that the URL names, or the first one. */
export interface EntityLocationContent {
  access: AzureBlobAccess;
  location: AzureBlobLocation;
}

/** Props of {@link EntityLocation}. */
export interface EntityLocationProps {
  content: AzureBlobLocationContent;
  /** What of the URL belongs to one location only. */
  nothingChosen: UrlChanges;
  children(content: EntityLocationContent): ReactNode;
}

/** Shows one location at a time to those who have access, and why not to others. */
export function EntityLocation(props: EntityLocationProps) {
  return (
    <EntityAccess content={props.content}>
      {content => <ChosenLocation {...props} {...content} />}
    </EntityAccess>
  );
}

function ChosenLocation(
  props: Omit<EntityLocationProps, 'content'> & EntityAccessContent,
) {
  const { access, bindings, locations, refresh, nothingChosen, children } =
    props;
  const url = useUrlState();
  const id = url.get('location') ?? locations[0].id;
  const location = locations.find(candidate => candidate.id === id);
  const choose = (selected?: string) =>
    url.update({ ...nothingChosen, location: selected });

  return (
    <>
      <LocationSelect locations={locations} selected={id} onSelect={choose} />
      {location ? (
        <>
          <IdentityLine location={location} />
          <TakeOverNotice
            entityRef={access.entityRef}
            location={location}
            bindings={bindings}
            onConfirmed={refresh}
          />
          {children({ access, location })}
        </>
      ) : (
        <LocationNotFound
          key={id}
          entityRef={access.entityRef}
          location={id}
          onLeave={() => choose(undefined)}
        />
      )}
    </>
  );
}
