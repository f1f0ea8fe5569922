/**
 * The SPI of provider connectors: one leaf package per dialect implements it, {@code META-INF/services} names the
 * factory. A connector never fails its future: every way a call can end is a
 * {@link io.promptyard.model.outcome.ProviderOutcome.Result}.
 */
@NullMarked
package io.promptyard.connector;

import org.jspecify.annotations.NullMarked;
