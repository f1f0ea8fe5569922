// A producer and consumer in another language: KafkaJS, and Avro by the schemas that the registry holds.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';

const { CompressionTypes, Kafka, Partitioners, logLevel } = kafkajs;

const PATIENCE = { timeout: 60_000 };
const kafka = new Kafka({
  clientId: 'promptyard-npm',
  brokers: [process.env.PROMPTYARD_BOOTSTRAP],
  logLevel: logLevel.WARN,
});
const registry = new SchemaRegistry({ host: process.env.PROMPTYARD_REGISTRY_URL });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
const consumer = kafka.consumer({ groupId: `npm-${randomUUID()}` });
const waiting = new Map();

before(async () => {
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: ['promptyard.responses'], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => waiting.get(message.key.toString())?.(message.value),
  });
});

after(async () => {
  await consumer.disconnect();
  await producer.disconnect();
});

/** Produces the prompt with the whole schema of the registry, and waits for the response under its key. */
async function ask(prompt) {
  const answered = new Promise((resolve) => waiting.set(prompt.id, resolve));
  const schema = await registry.getLatestSchemaId('promptyard.prompts-value');
  await producer.send({
    topic: 'promptyard.prompts',
    acks: -1,
    compression: CompressionTypes.GZIP,
    messages: [{ key: prompt.id, value: await registry.encode(schema, prompt) }],
  });
  return registry.decode(await answered);
}

function promptRequest(fields) {
  const text = { 'io.promptyard.avro.TextPart': { text: 'What is the capital of Norway?' } };
  return {
    id: `npm-${randomUUID()}`,
    createdAt: Date.now(),
    body: { 'io.promptyard.avro.PromptBody': { messages: [{ role: 'USER', content: [text] }] } },
    ...fields,
  };
}

test('a produced prompt is answered under its id', PATIENCE, async () => {
  const prompt = promptRequest({ model: 'mistral/mistral-small-latest', tenant: 'npm', tags: { made: 'by node' } });

  const response = await ask(prompt);

  assert.equal(response.id, prompt.id);
  assert.equal(response.tenant, 'npm');
  assert.equal(response.attempts, 1);
  assert.ok(Number(response.at) >= prompt.createdAt);
  assert.ok(Number(response.costUsd) > 0);
  const answer = response.result['io.promptyard.avro.Answer'];
  assert.equal(answer.provider, 'mistral');
  assert.equal(answer.finishReason, 'STOP');
  const [choice] = answer.body['io.promptyard.avro.AnswerBody'].choices;
  assert.ok(choice.message.content[0]['io.promptyard.avro.TextPart'].text.length > 0);
});

test('a prompt that nobody may answer is refused under its id', PATIENCE, async () => {
  const prompt = promptRequest({ model: 'nobody/has-this' });

  const response = await ask(prompt);

  const refusal = response.result['io.promptyard.avro.Refusal'];
  assert.equal(response.id, prompt.id);
  assert.equal(refusal.kind, 'MODEL_NOT_FOUND');
  assert.equal(refusal.httpStatus, 404);
});
