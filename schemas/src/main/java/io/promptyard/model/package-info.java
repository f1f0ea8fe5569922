/**
 * The words everyone speaks: immutable records and sealed types for prompts, their classification, dispatches, attempts
 * and usage. No Kafka, no Avro, no HTTP; {@code io.promptyard.serde} maps them to the wire and back.
 */
@NullMarked
package io.promptyard.model;

import org.jspecify.annotations.NullMarked;
