// The list of examples and of one's own projects.
import type { VNode } from 'preact';
import type { Page } from '../page.js';
import { formatRoute } from '../route.js';
import { Icon } from '../ui/icon.js';
import type { Progress, StoredProject } from '../workspace/store.js';
import { searchCatalogue, type Topic } from './search.js';

const TOLD: Readonly<Record<Progress, string>> = { ran: 'run', passed: 'all checks passed' };

export function Catalogue({ page }: { readonly page: Page }): VNode {
  const workspace = page.workspace.value;
  const query = page.search.value;
  const topics = workspace ? searchCatalogue(workspace.examples, query) : [];
  const found = topics.reduce((sum, { examples }) => sum + examples.length, 0);
  const projects = (workspace?.library.projects.value ?? []).filter(({ title }) =>
    title.toLowerCase().includes(query.trim().toLowerCase()),
  );
  return (
    <>
      <div class="catalogue-search">
        <input
          class="field"
          type="search"
          aria-label="Search the examples"
          placeholder="Search"
          value={query}
          onInput={(event) => (page.search.value = event.currentTarget.value)}
        />
        <button type="button" class="button" disabled={!workspace} onClick={() => void page.projects.create()}>
          <Icon name="add" />
          New program
        </button>
      </div>
      <div class="sr-only" role="status">
        {query.trim() === '' ? '' : found === 1 ? '1 example found' : `${found} examples found`}
      </div>
      <nav class="catalogue" aria-label="Examples and projects">
        {projects.length > 0 && <Projects page={page} projects={projects} />}
        {topics.map((topic) => (
          <TopicList key={topic.name} page={page} topic={topic} />
        ))}
        {workspace && page.catalogueFault.value !== undefined && <Missing sentence={page.catalogueFault.value} />}
        {!workspace && <p class="empty">Loading the examples…</p>}
        {workspace && query.trim() !== '' && found === 0 && projects.length === 0 && (
          <div class="empty">
            <p>No example has “{query.trim()}” in its name or description.</p>
            <button type="button" class="button" onClick={() => (page.search.value = '')}>
              Show all
            </button>
          </div>
        )}
      </nav>
    </>
  );
}

function Missing({ sentence }: { readonly sentence: string }): VNode {
  return (
    <div class="empty" role="alert">
      <p>{sentence}.</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        Load the page again
      </button>
    </div>
  );
}

function Projects({ page, projects }: { readonly page: Page; readonly projects: readonly StoredProject[] }): VNode {
  return (
    <section aria-labelledby="topic-own">
      <h2 id="topic-own">
        Your projects <span class="count">{projects.length}</span>
      </h2>
      <ul>
        {projects.map(({ id, title, fromLink }) => (
          <Row
            key={id}
            page={page}
            open={page.projects.ownId === id}
            href={formatRoute({ view: 'own', id })}
            title={title}
            name={fromLink ? 'came with a link' : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

function TopicList({ page, topic }: { readonly page: Page; readonly topic: Topic }): VNode {
  const progress = page.workspace.value?.library.progress.value;
  const open = page.workspace.value?.current.value?.origin.id;
  const id = `topic-${topic.name}`;
  const done = topic.examples.filter(({ name }) => progress?.has(name)).length;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {topic.title}{' '}
        <span class="count">
          {done > 0 && (
            <>
              {done}
              <span aria-hidden="true">/</span>
              <span class="sr-only"> run of </span>
            </>
          )}
          {topic.examples.length}
        </span>
      </h2>
      <ul>
        {topic.examples.map(({ name, title }) => (
          <Row
            key={name}
            page={page}
            open={open === name}
            href={formatRoute({ view: 'example', name })}
            title={title}
            name={name.slice(name.indexOf('/') + 1)}
            progress={progress?.get(name)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly page: Page;
  readonly open: boolean;
  readonly href: string;
  readonly title: string;
  readonly name: string | undefined;
  readonly progress?: Progress | undefined;
}

function Row({ page, open, href, title, name, progress }: RowProps): VNode {
  return (
    <li class={`catalogue-row${open ? ' open' : ''}`}>
      <a
        class="catalogue-link"
        href={href}
        aria-current={open ? 'page' : undefined}
        onClick={() => {
          // The address does not change when it is open already.
          if (open) page.layout.show('guide');
        }}
      >
        <span class={`catalogue-mark ${progress ?? ''}`} title={progress && TOLD[progress]}>
          {progress && <Icon name={progress === 'passed' ? 'check' : 'ran'} />}
        </span>
        <span class="catalogue-name">
          {title}
          {name !== undefined && <small>{name}</small>}
        </span>
        {progress && <span class="sr-only">, {TOLD[progress]}</span>}
      </a>
    </li>
  );
}
