import kafkajs from 'kafkajs';
import snappy from 'kafkajs-snappy';

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;

CompressionCodecs[CompressionTypes.Snappy] = snappy;

/** All events on the topic now that name somebody of this run, but for those that Leadlight derived from them. */
export async function readEvents(broker, run) {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 20 } });
  const admin = kafka.admin();
  await admin.connect();
  const open = new Map();
  for (const { partition, low, high } of await admin.fetchTopicOffsets('leadlight.events.v1')) {
    if (Number(high) > Number(low)) open.set(partition, Number(high));
  }
  await admin.disconnect();

  const events = [];
  if (open.size === 0) return events;
  const consumer = kafka.consumer({ groupId: `sdk-check-${run}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: 'leadlight.events.v1', fromBeginning: true });
  await new Promise((done, failed) => {
    // Whoever crashes for good would leave this waiting for ever.
    consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || failed(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachMessage: async ({ partition, message }) => {
          const text = message.value.toString();
          if (text.includes(run)) {
            const event = JSON.parse(text);
            if (event.source !== 'leadlight') events.push(event);
          }
          if (Number(message.offset) + 1 >= (open.get(partition) ?? Infinity)) open.delete(partition);
          if (open.size === 0) done();
        },
      })
      .catch(failed);
  });
  await consumer.disconnect();
  return events;
}
