/**
 * An HTTP server that speaks the OpenAI and the Anthropic dialect as strictly as the real services, with scripted
 * latency, pace and faults, and with books of every call. It stands in for providers in the demo, in tests and in
 * benchmarks, and every answer says that it is simulated. Start it with {@link io.promptyard.simulator.Simulator}. It reads
 * the wire by itself and shares no code with the connectors, so that it can find them wrong.
 */
@NullMarked
package io.promptyard.simulator;

import org.jspecify.annotations.NullMarked;
