/**
 * A chaos test: random disruptions of the cluster and random faults of the API, from a seed, under constant load. At the end
 * each record has to be where the connector's documentation says.
 */
package io.github.pinsink.sandbox.chaos;
