/**
 * {@code bench usage}: the accounts of a running product held against the books that the simulated providers keep of what they
 * billed. Nothing here uses the connectors' reading of usage or the product's reckoning of cost: it would find itself right.
 */
@NullMarked
package io.promptyard.bench.usage;

import org.jspecify.annotations.NullMarked;
