// Clients that were written elsewhere run against the server: fhirclient reads and searches, fhirpath.js evaluates the expressions of the
// form, sdc-populate and sdc-template-extract must give what $populate and $extract give. Prints one line per comparison.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');
const smart = require('fhirclient');
const { populateQuestionnaire } = require('@aehrc/sdc-populate');
const { inAppExtract } = require('@aehrc/sdc-template-extract');

const base = process.argv[2];
const FORM = 'https://plumbline.example.org/fhir/Questionnaire/low-back-intake';
const json = { 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json' };

async function post(path, body) {
  const answer = await fetch(base + path, { method: 'POST', headers: json, body: JSON.stringify(body) });
  assert.equal(answer.ok, true, `${path} answered ${answer.status}`);
  return answer.json();
}

const answers = (items) =>
  Object.fromEntries(
    (items ?? []).flatMap((item) => [
      ...(item.answer ?? []).map((it) => [item.linkId, it.valueInteger ?? it.valueCoding?.code ?? it.valueString]),
      ...Object.entries(answers(item.item)),
    ]),
  );

const parameter = (parameters, name) => parameters.parameter.find((it) => it.name === name)?.resource;

// 1. fhirclient
const client = smart().client(base);
const form = await client.request('Questionnaire/low-back-intake');
const found = await client.request(`Questionnaire?url=${encodeURIComponent(`${FORM}|${form.version}`)}`);
assert.equal(found.entry[0].resource.id, 'low-back-intake');
const statement = await client.request('metadata');
assert.equal(statement.fhirVersion, '4.0.1');
console.log('fhirclient: read, search by canonical with version, metadata');

// 2. $populate against sdc-populate, for several patients
const patients = [
  { resourceType: 'Patient', id: 'p1', gender: 'male', birthDate: '1985-12-31' },
  { resourceType: 'Patient', id: 'p2', gender: 'female', birthDate: '1999-01-01' },
  { resourceType: 'Patient', id: 'p3', gender: 'other', birthDate: '1950-06-15' },
  { resourceType: 'Patient', id: 'p4' },
];
for (const patient of patients) {
  const ours = parameter(
    await post('/Questionnaire/$populate', {
      resourceType: 'Parameters',
      parameter: [
        { name: 'questionnaire', valueUri: FORM },
        { name: 'subject', valueReference: { reference: `Patient/${patient.id}` } },
        { name: 'context', part: [{ name: 'name', valueString: 'patient' }, { name: 'content', resource: patient }] },
      ],
    }),
    'response',
  );
  const theirs = await populateQuestionnaire({
    questionnaire: structuredClone(form),
    patient: structuredClone(patient),
    fetchResourceCallback: async () => ({}),
    fetchResourceRequestConfig: { sourceServerUrl: base },
  });
  assert.equal(theirs.populateSuccess, true);
  assert.deepEqual(answers(ours.item), answers(theirs.populateResult.populatedResponse.item));
  console.log(`sdc-populate: ${patient.id} ${JSON.stringify(answers(ours.item))}`);
}

// 3. fhirpath.js on what $populate gave
const filled = await post('/Questionnaire/$populate', {
  resourceType: 'Parameters',
  parameter: [
    { name: 'questionnaire', valueUri: FORM },
    { name: 'subject', valueReference: { reference: 'Patient/p1' } },
    { name: 'context', part: [{ name: 'name', valueString: 'patient' }, { name: 'content', resource: patients[0] }] },
  ],
});
const age = form.item.flatMap((it) => it.item).find((it) => it.linkId === 'age');
const expression = age.extension.find((it) => it.url.endsWith('initialExpression')).valueExpression.expression;
const expected = fhirpath.evaluate({}, expression, { patient: patients[0], questionnaire: form }, r4);
assert.deepEqual([answers(parameter(filled, 'response').item).age], expected);
console.log(`fhirpath.js: age ${expected[0]}`);

// 4. $extract against sdc-template-extract
const group = (linkId) => form.item.find((it) => it.item.some((child) => child.linkId === linkId)).linkId;
const yes = { system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'Y', display: 'Yes' };
const no = { system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'N', display: 'No' };
for (const cancer of [yes, no]) {
  const response = {
    resourceType: 'QuestionnaireResponse',
    id: 'sent-1',
    questionnaire: `${FORM}|${form.version}`,
    status: 'completed',
    subject: { reference: 'Patient/p1' },
    authored: '2026-11-26T08:00:00Z',
    item: [
      { linkId: group('cancer-history'), item: [{ linkId: 'cancer-history', answer: [{ valueCoding: cancer }] }] },
      { linkId: group('pain-now'), item: [{ linkId: 'pain-now', answer: [{ valueInteger: 4 }] }] },
    ],
  };
  // Theirs makes of templates alone; ours adds observation-based extraction and provenance.
  const ofTemplates = (bundle) =>
    (bundle.entry ?? [])
      .map((it) => it.resource)
      .filter((it) => it.resourceType === 'Condition' || it.category?.[0]?.coding?.[0]?.code === 'survey')
      .map(({ id, identifier, ...rest }) => rest)
      .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
  const ours = parameter(
    await post('/QuestionnaireResponse/$extract', {
      resourceType: 'Parameters',
      parameter: [{ name: 'questionnaire-response', resource: response }],
    }),
    'return',
  );
  const theirs = await inAppExtract(structuredClone(response), structuredClone(form), null);
  assert.equal(theirs.extractSuccess, true, JSON.stringify(theirs.extractResult));
  assert.deepEqual(ofTemplates(ours), ofTemplates(theirs.extractResult.extractedBundle));
  console.log(`sdc-template-extract: cancer-history ${cancer.code}, ${ofTemplates(ours).length} resources`);
}
console.log('AGREED');
