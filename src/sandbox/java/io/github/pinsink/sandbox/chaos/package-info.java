/**
 * Chaos: everything that can happen to a cluster and to the API happens at random, from a seed, while records are
 * produced without a break; afterwards each record has to be where it was promised to be.
 */
package io.github.pinsink.sandbox.chaos;
