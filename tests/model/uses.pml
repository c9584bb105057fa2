/* The algorithm of include/routpact/uses.hpp, as far as it keeps an interface alive: threads that
 * find and use an interface, and one that removes it, and adds it again at the same place.
 *
 * What a thread stores waits in a buffer of its processor, in order, while the thread goes on; the
 * barrier of the remover empties the buffers of all. Every line of a thread is one access to
 * memory.
 *
 * Checked: nobody uses the interface after its removal has returned; the removal ends if the users
 * leave (no deadlock, and no wake-up lost).
 *
 * Broken on purpose: -DNO_BARRIER, -DNO_SECOND_BARRIER, -DNO_AWAITED_SEARCH, -DNO_WATCH. With
 * -DFENCED the barrier works for the remover alone, and users have fences of their own. */

#define USERS 2
#define ROUNDS 2 /* of each user */
#define REMOVALS 2

mtype = { nothing, searching, using };

mtype place[USERS] = nothing; /* the records, as all see them */
chan buffer[USERS] = [3] of { mtype };
bool shown = true;  /* the index leads to the interface */
bool alive = true;  /* its object is constructed */
byte inside = 0;    /* users in the interface */
bool watched = false;
bool told = false;

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
        :: each < USERS && nempty(buffer[each]) -> buffer[each] ? place[each]
        :: each < USERS && empty(buffer[each]) -> each++
        :: each == USERS -> break
        od;
        each = 0
    }
#endif
    skip /* the remover's own stores are never buffered here */
}

proctype processor(byte me) {
end:
    do
    :: atomic { buffer[me] ? place[me] }
    od
}

proctype user(byte me) {
    byte round = 0;
    do
    :: round < ROUNDS ->
        round++;
        store(searching);
        light();
        if
        :: shown ->
            store(using);
            atomic { assert(alive); inside++ }
            atomic { assert(alive); inside-- }
            store(nothing);
            light();
            if
            :: watched -> atomic { empty(buffer[me]) -> told = true } /* under the lock */
            :: else
            fi
        :: else -> store(nothing)
        fi
    :: else -> break
    od
}

#define used (place[0] == using || place[1] == using)

proctype remover() {
    byte removal = 0;
    do
    :: removal < REMOVALS ->
        removal++;
        shown = false;
#ifndef NO_BARRIER
        heavy();
#endif
#ifndef NO_AWAITED_SEARCH
        place[0] != searching;
        place[1] != searching;
#endif
        if
        :: used ->
#ifndef NO_WATCH
            watched = true;
#endif
#ifndef NO_SECOND_BARRIER
            heavy();
#endif
            do
            :: atomic { used -> told = false } /* looks and sleeps under the lock */
                told
            :: !used -> break
            od;
            watched = false
        :: else
        fi;
        atomic { assert(inside == 0); alive = false }
        atomic { assert(inside == 0); alive = true }
        shown = true
    :: else -> break
    od
}

init {
    atomic {
        run processor(0); run processor(1);
        run user(0); run user(1);
        run remover()
    }
}
