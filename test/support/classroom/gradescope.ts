// What Gradescope exports of an assignment.

export interface Submitter {
  readonly name: string;
  readonly sid?: string;
  readonly email?: string;
}

export interface GradescopeSubmission {
  readonly number: number;
  readonly submitters: readonly Submitter[];
  /** ISO 8601. */
  readonly at: string;
  readonly files: Readonly<Record<string, string>>;
}

/** As its Ruby writes YAML: symbols for keys, times with nanoseconds, what an autograder said, and earlier submissions. */
export function gradescopeMetadata(submissions: readonly GradescopeSubmission[]): string {
  const lines = submissions.flatMap(({ number, submitters, at }) => [
    `submission_${number}:`,
    submitters.length === 0 ? '  :submitters: []' : '  :submitters:',
    ...submitters.flatMap(({ name, sid, email }) => [
      `  - :name: ${name}`,
      ...(sid === undefined ? [] : [`    :sid: '${sid}'`]),
      ...(email === undefined ? [] : [`    :email: ${email}`]),
    ]),
    `  :created_at: ${at.slice(0, 10)} ${at.slice(11, 19)}.123456789 Z`,
    '  :score: !ruby/object:BigDecimal 18:0.0',
    '  :status: processed',
    '  :results:',
    '    tests:',
    '    - name: "a: b"',
    '      output: |',
    '        submission_1:',
    '          :submitters: nobody',
    '  :history:',
    '  - :id: 17',
    `    :created_at: ${at.slice(0, 10)} 00:00:00.000000000 Z`,
  ]);
  return `---\n${lines.join('\n')}\n`;
}

/** By path. */
export function gradescopeExport(submissions: readonly GradescopeSubmission[]): Record<string, string> {
  const root = 'assignment_4711_export';
  const files = submissions.flatMap(({ number, files: own }) =>
    Object.entries(own).map(([name, content]) => [`${root}/submission_${number}/${name}`, content] as const),
  );
  return { [`${root}/submission_metadata.yml`]: gradescopeMetadata(submissions), ...Object.fromEntries(files) };
}
