/**
 * Calls that the router makes for itself, shadows and the judge: the money that this process may spend on them, and their records
 * (docs/adr/0027-calls-of-our-own.md). Knows no Kafka.
 */
@NullMarked
package io.promptyard.router.own;

import org.jspecify.annotations.NullMarked;
