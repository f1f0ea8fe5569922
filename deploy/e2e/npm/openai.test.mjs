// OpenAI's own client for Node; only the base URL is ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI, { NotFoundError } from 'openai';

const client = new OpenAI({
  baseURL: process.env.PROMPTYARD_GATEWAY_URL,
  apiKey: 'no-key-is-asked-for',
  timeout: 60_000,
});
const messages = [{ role: 'user', content: 'Name three rivers of Europe, please.' }];

test('a plain completion comes back with the headers that say who answered', async () => {
  const { data, response } = await client.chat.completions
    .create({ model: 'openai/gpt-4o-mini', messages })
    .withResponse();

  assert.equal(data.object, 'chat.completion');
  assert.equal(data.choices[0].message.role, 'assistant');
  assert.ok(data.choices[0].message.content.length > 0);
  assert.equal(data.choices[0].finish_reason, 'stop');
  assert.equal(data.usage.total_tokens, data.usage.prompt_tokens + data.usage.completion_tokens);
  assert.equal(response.headers.get('x-promptyard-provider'), 'openai');
  assert.equal(response.headers.get('x-promptyard-model'), 'openai/gpt-4o-mini');
  assert.equal(response.headers.get('x-promptyard-attempts'), '1');
  assert.ok(response.headers.get('x-promptyard-route'));
  assert.match(response.headers.get('x-promptyard-cost-usd'), /^0\.\d+$/);
  assert.ok(response.headers.get('x-request-id'));
});

test('vectors come back as numbers, whichever way the client asked for them', async () => {
  const input = ['fresh bread', 'seven shops'];
  const { data, response } = await client.embeddings.create({ model: 'text-embedding-3-small', input }).withResponse();
  const floats = await client.embeddings.create({ model: 'text-embedding-3-small', input, encoding_format: 'float' });

  assert.equal(data.data.length, 2);
  assert.equal(data.data[0].embedding.length, 1536);
  assert.deepEqual(
    Array.from(floats.data[1].embedding, Math.fround),
    Array.from(data.data[1].embedding, Math.fround),
  );
  assert.ok(data.usage.prompt_tokens > 0);
  assert.equal(response.headers.get('x-promptyard-model'), 'openai/text-embedding-3-small');
  assert.match(response.headers.get('x-promptyard-cost-usd'), /^\d+(\.\d+)?(E-\d+)?$/);
});

test('the router chooses when the model is auto', async () => {
  const { data, response } = await client.chat.completions.create({ model: 'auto', messages }).withResponse();

  assert.ok(data.choices[0].message.content.length > 0);
  assert.match(response.headers.get('x-promptyard-model'), /^[a-z]+\/.+/);
});

test('a stream comes in pieces, with usage at its end', async () => {
  const stream = await client.chat.completions.create({
    model: 'anthropic/claude-sonnet-4-5',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }

  const choices = chunks.flatMap((chunk) => chunk.choices);
  assert.ok(chunks.length > 3);
  assert.ok(choices.map((choice) => choice.delta.content ?? '').join('').length > 0);
  assert.equal(choices.at(-1).finish_reason, 'stop');
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.ok(chunks.at(-1).usage.completion_tokens > 0);
});

test('an offered tool is called', async () => {
  const completion = await client.chat.completions.create({
    model: 'auto',
    messages: [{ role: 'user', content: 'Please call tool weather for Bonn' }],
    tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }],
  });

  assert.equal(completion.choices[0].finish_reason, 'tool_calls');
  const [call] = completion.choices[0].message.tool_calls;
  assert.equal(call.function.name, 'weather');
  assert.doesNotThrow(() => JSON.parse(call.function.arguments));
});

test('an unknown model is the error class of a 404', async () => {
  await assert.rejects(client.chat.completions.create({ model: 'nobody/has-this', messages }), (error) => {
    assert.ok(error instanceof NotFoundError);
    assert.equal(error.code, 'model_not_found');
    assert.equal(error.headers.get('x-should-retry'), 'false');
    return true;
  });
});

test('models are listed', async () => {
  const ids = [];
  for await (const model of client.models.list()) {
    ids.push(model.id);
  }

  assert.ok(ids.includes('auto'));
  assert.ok(ids.includes('openai/gpt-4o'));
});
