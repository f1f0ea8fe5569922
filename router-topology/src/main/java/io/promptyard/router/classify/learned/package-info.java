/**
 * The learned tier at work: hashed features of a prompt, a table of weights for each, and what follows from their sum:
 * task, domain, and for each model the probability that it answers well. Knows no Kafka and does not learn: {@code
 * router.learn} makes the models.
 */
@NullMarked
package io.promptyard.router.classify.learned;

import org.jspecify.annotations.NullMarked;
