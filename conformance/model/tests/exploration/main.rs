//! Every history of each machine in a small scope: what the tables promise holds in all of them.
//!
//! The machines are those of the crate; where a role's own machine is none of it, as with a device or a
//! sender's clock, the smallest environment stands in its place and takes its decisions from the tables.
//! Each rule is explored twice: on the machine as it is, where no history breaks it, and on a machine that
//! breaks just this rule, where a shortest history that shows it has to be found.

mod callbacks;
mod deliveries;
mod explore;
mod hub;
mod judged;

mod registering;
mod sending;
mod throttle;
mod wire;
