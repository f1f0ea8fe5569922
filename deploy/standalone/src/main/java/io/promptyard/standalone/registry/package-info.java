/**
 * A schema registry inside this process: it speaks the Confluent REST API to the real clients, keeps its schemas in the
 * compacted {@code _schemas} topic in the real registry's record format, and takes its compatibility rules from the
 * client library. Avro only. One writer per topic.
 */
@NullMarked
package io.promptyard.standalone.registry;

import org.jspecify.annotations.NullMarked;
