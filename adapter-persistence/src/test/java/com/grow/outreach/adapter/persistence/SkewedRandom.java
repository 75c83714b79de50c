package com.grow.outreach.adapter.persistence;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A random generator for unevenly distributed test data. */
final class SkewedRandom extends Random {

    private static final long serialVersionUID = 1;

    SkewedRandom(long seed) {
        super(seed);
    }

    /** Returns the value with a probability of one in this number, otherwise null. */
    <T> @Nullable T maybe(T value, int oneIn) {
        return nextInt(oneIn) == 0 ? value : null;
    }

    /** Returns a number below the bound, small ones more often. */
    int skewed(int bound) {
        return (int) (bound * Math.pow(nextDouble(), 3));
    }
}
