"""Puts one prompt on the topic and prints its answer: pip install "confluent-kafka[avro,schemaregistry]"."""

import time, uuid
from confluent_kafka import Consumer, Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

kafka, registry = {"bootstrap.servers": "127.0.0.1:9092"}, SchemaRegistryClient({"url": "http://127.0.0.1:8081"})
reader = Consumer({**kafka, "group.id": str(uuid.uuid4()), "auto.offset.reset": "earliest"})
reader.subscribe(["promptyard.responses"])

write = AvroSerializer(registry, conf={"use.latest.version": True, "auto.register.schemas": False})
read = AvroDeserializer(registry)
request_id = str(uuid.uuid4())
prompt = {
    "id": request_id,
    "createdAt": int(time.time() * 1000),
    "body": ("io.promptyard.avro.PromptBody", {"messages": [
        {"role": "USER", "content": [("io.promptyard.avro.TextPart", {"text": "Name three rivers of Asia."})]}]}),
}
producer = Producer(kafka)
producer.produce("promptyard.prompts", key=request_id,
                 value=write(prompt, SerializationContext("promptyard.prompts", MessageField.VALUE)))
producer.flush()
while True:
    record = reader.poll(1)
    if record and record.key() == request_id.encode():
        print(read(record.value(), SerializationContext("promptyard.responses", MessageField.VALUE)))
        break
