/**
 * A Kafka broker inside this process: one KRaft node that is broker and controller at once, made of Kafka's own server
 * classes, with its state in the data directory and listeners that are bound before anything else starts.
 */
@NullMarked
package io.promptyard.standalone.broker;

import org.jspecify.annotations.NullMarked;
