/**
 * Model records to Avro in the Confluent wire format and back, on the real Confluent client. The only package that
 * knows the generated classes: {@link io.promptyard.serde.SerdeFactory} hands out one serde per topic value and owns the
 * registry client behind them, {@link io.promptyard.serde.SchemaRegistrar} compares and registers schemas.
 */
@NullMarked
package io.promptyard.serde;

import org.jspecify.annotations.NullMarked;
