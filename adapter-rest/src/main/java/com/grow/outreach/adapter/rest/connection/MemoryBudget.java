package com.grow.outreach.adapter.rest.connection;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A share of the heap that limits the memory which clients can use at the same time. */
public final class MemoryBudget {

    /** The unit of the budget, in bytes. {@code Integer.MAX_VALUE} units are 2 TiB. */
    private static final int UNIT = 1 << 10;

    private final int units;
    private final Semaphore free;

    private MemoryBudget(long bytes) {
        this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        this.free = new Semaphore(units);
    }

    /**
     * Creates a budget of one of several equal parts of the heap.
     *
     * @param parts the number of parts
     */
    public static MemoryBudget ofHeap(int parts) {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / parts);
    }

    /** Returns the number of units for a number of bytes, at most the size of the budget. */
    public int units(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }

    /**
     * Reserves memory.
     *
     * @param wanted the number of units
     * @param patienceMillis the time to wait for others to release memory
     * @return false if there was not enough in time
     */
    public boolean take(int wanted, long patienceMillis) {
        try {
            return free.tryAcquire(wanted)
                    || patienceMillis > 0 && free.tryAcquire(wanted, patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Reserves memory, and calls {@code makeRoom} if there is not enough. Returns false if there was still not enough.
     */
    boolean takeOrMakeRoom(int wanted, BooleanSupplier makeRoom) {
        return take(wanted, 0) || makeRoom.getAsBoolean() && take(wanted, 1000);
    }

    /** Releases memory. */
    public void giveBack(int taken) {
        free.release(taken);
    }
}
