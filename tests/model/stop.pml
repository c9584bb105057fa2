/* The stop of include/routpact/lifecycle.hpp: callbacks that enter and leave, posted work that is
 * counted, and a StopProtocol. Stores wait in buffers as in uses.pml.
 *
 * Checked: the stop is finished, once, by somebody, and nobody is inside then or comes in later.
 *
 * Broken on purpose: -DNO_BARRIER, -DNO_WATCH, -DNO_CLAIM. With -DFENCED the barrier works for the
 * stopper alone, and callbacks have fences of their own. */

#define CALLBACKS 2
#define ROUNDS 2

mtype = { nothing, noted };

mtype place[CALLBACKS] = nothing;
chan buffer[CALLBACKS] = [2] of { mtype };
bool stopping = false;
bool watched = false;
bool finishing = false;
byte counted = 1; /* posted work */
byte inside = 1;
byte finished = 0;
bool locked = false;

inline store(what) { buffer[me] ! what }
inline light() {
#ifdef FENCED
    empty(buffer[me])
#else
    skip
#endif
}
inline heavy() {
#ifndef FENCED
    atomic {
        byte each = 0;
        do
        :: each < CALLBACKS && nempty(buffer[each]) -> buffer[each] ? place[each]
        :: each < CALLBACKS && empty(buffer[each]) -> each++
        :: each == CALLBACKS -> break
        od;
        each = 0
    }
#endif
    skip
}
inline lock() { atomic { !locked -> locked = true } }
inline unlock() { locked = false }

/* under the lock: whether the caller finishes the stop; the places are looked at one by one */
inline finish_if_last(mine) {
    mine = false;
    if
    :: stopping && !finishing && counted == 0 ->
        if
        :: place[0] == nothing ->
            if
            :: place[1] == nothing ->
                mine = true;
#ifndef NO_CLAIM
                finishing = true
#endif
            :: else
            fi
        :: else
        fi
    :: else
    fi;
    unlock();
    if
    :: mine -> atomic { assert(inside == 0); finished++; assert(finished == 1) }
    :: else
    fi
}

proctype processor(byte me) {
end:
    do
    :: atomic { buffer[me] ? place[me] }
    od
}

proctype callback(byte me) {
    byte round = 0;
    bool last;
    do
    :: round < ROUNDS ->
        round++;
        store(noted);
        light();
        if
        :: !stopping ->
            atomic { assert(finished == 0); inside++ }
            atomic { assert(finished == 0); inside-- }
        :: else
        fi;
        store(nothing);
        light();
        if
        :: watched ->
            lock();
            empty(buffer[me]); /* the lock is a barrier of its own */
            finish_if_last(last)
        :: else
        fi
    :: else -> break
    od
}

proctype work() {
    bool last;
    atomic { assert(finished == 0); inside-- }
    lock();
    counted--;
    finish_if_last(last)
}

proctype stopper() {
    bool last;
    lock();
    stopping = true;
    counted++;
#ifndef NO_WATCH
    watched = true;
#endif
#ifndef NO_BARRIER
    heavy();
#endif
    unlock();
    lock();
    counted--;
    finish_if_last(last)
}

init {
    atomic {
        run processor(0); run processor(1);
        run callback(0); run callback(1);
        run work();
        run stopper()
    }
    /* whatever order: when nobody can do anything any more, the stop is finished */
    (finished == 1)
}
