//! What an exchange costs: ours beside a plain load generator and bare reqwest, against the same server in the
//! same run, so that ratios mean something on a busy machine. `cargo bench -p mpnspec-harness` prints it.
//!
//! Clients share one thread, and servers have another; a client's CPU time is that of its thread, where the
//! system tells (`/proc/thread-self/schedstat`). Every figure is a sum over rounds that alternate.
#![expect(clippy::print_stdout, reason = "a benchmark is run for what it prints")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use mpnspec_harness::event::Event;
use mpnspec_harness::plan::{Pattern, Selection};
use mpnspec_harness::play::{End, Played, push_service, sender};
use mpnspec_harness::report::{ReportError, Reporter};
use mpnspec_harness::run::{Settings, run};
use mpnspec_harness::subject::{Origin, Subject, Terms};
use mpnspec_harness::verdict::Exit;
use mpnspec_model::adapter::Command;
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::Arrangement;
use mpnspec_peers::adapter::Peer as _;
use mpnspec_peers::push_service::{OWNER, PushService};
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::{Case, Step};
use mpnspec_suite::cases;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use self::clients::{Failure, Message, Open, POSTED, Poster};

#[path = "exchanges/clients.rs"]
mod clients;

const IN_FLIGHT: [usize; 3] = [1, 8, 64];
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_millis(200);
const LIMIT: Duration = Duration::from_secs(10);
const ROLES: [Role; 2] = [Role::PushService, Role::Sender];

fn main() -> Result<(), Failure> {
    let started = Instant::now();
    let clients = Builder::new_current_thread().enable_all().build()?;
    let servers = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let both = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;

    let plain = push_service(&clients, &servers)?;
    senders_servers(&clients, &servers)?;
    cases_of_posts(&both, plain)?;
    every_case(&both)?;
    growth(&both)?;
    println!("\n{:.1} s in all", started.elapsed().as_secs_f64());
    Ok(())
}

// ---- a push service is asked ----------------------------------------------------------------

/// Every client against the reference push service; gives what the load generator does a second, by what is in
/// flight.
fn push_service(clients: &Runtime, servers: &Runtime) -> Result<[f64; 3], Failure> {
    let service = Arc::new(servers.block_on(PushService::start([127, 0, 0, 1].into(), (0, 0)))?);
    let open: Open = {
        let service = Arc::clone(&service);
        Arc::new(move || service.open(false))
    };
    let posters = Poster::all()?;
    let mut generated = [0.0_f64; 3];
    println!("the reference push service is asked");
    println!(
        "          in flight  client            exchanges/s  of generator  of reqwest  client us"
    );
    for message in &POSTED {
        for (in_flight, generated) in IN_FLIGHT.into_iter().zip(&mut generated) {
            let mut costs = [Cost::default(); 4];
            for _ in 0..ROUNDS {
                for (poster, cost) in posters.iter().zip(&mut costs) {
                    cost.add(&measure(clients, poster, message, in_flight, &open)?);
                    servers
                        .block_on(service.handle(Command::Reset))
                        .map_err(|why| format!("{why:?}"))?;
                }
            }
            let [generator, reqwest, ..] = costs.map(|cost| cost.rate());
            *generated = generated.max(generator);
            for (poster, cost) in posters.iter().zip(costs) {
                let rate = cost.rate();
                let (of_generator, of_reqwest) = (rate / generator, rate / reqwest);
                let (what, who, cpu) = (message.name, poster.name(), cost.each());
                println!(
                    "{what:>10}{in_flight:9}  {who:16}{rate:13.0}{of_generator:14.2}{of_reqwest:12.2}{cpu:>11}"
                );
            }
        }
    }
    Ok(generated)
}

/// What so many exchanges took.
#[derive(Clone, Copy, Default)]
struct Cost {
    exchanges: usize,
    wall: Duration,
    cpu: Option<Duration>,
}

impl Cost {
    fn add(&mut self, more: &Self) {
        self.exchanges += more.exchanges;
        self.wall += more.wall;
        self.cpu = more.cpu.map(|cpu| self.cpu.unwrap_or_default() + cpu);
    }

    fn rate(&self) -> f64 {
        self.exchanges as f64 / self.wall.as_secs_f64()
    }

    /// The client's microseconds of CPU for each exchange.
    fn each(&self) -> String {
        let each = self.cpu.map(|cpu| cpu.as_secs_f64() * 1e6 / self.exchanges as f64);
        each.map_or_else(|| "-".into(), |each| format!("{each:.1}"))
    }
}

fn measure(
    clients: &Runtime,
    poster: &Poster,
    message: &'static Message,
    in_flight: usize,
    open: &Open,
) -> Result<Cost, Failure> {
    let (started, before) = (Instant::now(), cpu());
    let exchanges = clients.block_on(async {
        let mut posting = JoinSet::new();
        for _ in 0..in_flight {
            posting.spawn(poster.clone().post(message, Arc::clone(open), started + ROUND));
        }
        let mut exchanges = 0;
        while let Some(posted) = posting.join_next().await {
            exchanges += posted??;
        }
        Ok::<_, Failure>(exchanges)
    })?;
    let cpu = cpu().zip(before).map(|(after, before)| after.saturating_sub(before));
    Ok(Cost { exchanges, wall: started.elapsed(), cpu })
}

/// The CPU time of this thread so far.
fn cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_ascii_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

// ---- what senders meet ----------------------------------------------------------------------

/// What `wiremock` can do by itself, and with the model as its responder, under the load generator.
fn senders_servers(clients: &Runtime, servers: &Runtime) -> Result<(), Failure> {
    let bare = servers.block_on(MockServer::builder().disable_request_recording().start());
    let received = ResponseTemplate::new(200)
        .insert_header("X-NotificationStatus", "Received")
        .insert_header("X-DeviceConnectionStatus", "Connected")
        .insert_header("X-SubscriptionStatus", "Active");
    servers.block_on(Mock::given(any()).respond_with(received).mount(&bare));
    let ours = Arc::new(servers.block_on(sender::mock::PushService::start(&Authority::new()?))?);
    let (address, opened) = (ours.address(false), AtomicUsize::new(0));
    let open_bare: Open = Arc::new(move || format!("http://{}/channel", bare.address()));
    let open_ours: Open = {
        let ours = Arc::clone(&ours);
        Arc::new(move || {
            let number = opened.fetch_add(1, Ordering::Relaxed);
            let uri = format!("http://{address}/throttledthirdparty/01.00/{number}");
            ours.arrange(&uri, Arrangement::Opened { authenticated: false, watched: false });
            uri
        })
    };
    println!("\nthe load generator asks what senders meet");
    println!("          in flight  server            exchanges/s  of wiremock");
    let [toast, _] = &POSTED;
    for in_flight in IN_FLIGHT {
        let mut costs = [Cost::default(); 2];
        for _ in 0..ROUNDS {
            for (open, cost) in [&open_bare, &open_ours].into_iter().zip(&mut costs) {
                cost.add(&measure(clients, &Poster::Generator, toast, in_flight, open)?);
                drop(ours.take());
            }
        }
        let [alone, judged] = costs.map(|cost| cost.rate());
        for (who, rate) in [("wiremock", alone), ("ours on it", judged)] {
            println!("{:>10}{in_flight:9}  {who:16}{rate:13.0}{:13.2}", toast.name, rate / alone);
        }
    }
    Ok(())
}

// ---- cases ----------------------------------------------------------------------------------

/// Counts what a run tells, and notes when it told the first verdict.
struct Watch {
    started: Instant,
    first: Option<Duration>,
    cases: usize,
}

impl Reporter for Watch {
    fn tell(&mut self, event: &Event) -> Result<(), ReportError> {
        if let Event::CaseFinished(_) = event {
            self.cases += 1;
            self.first.get_or_insert_with(|| self.started.elapsed());
        }
        Ok(())
    }
}

fn embedded(
    runtime: &Runtime,
    selection: Selection,
    jobs: usize,
) -> Result<(Watch, Duration), Failure> {
    let settings = Settings {
        origin: Origin::Embedded,
        selection,
        seed: 1,
        jobs,
        limit: LIMIT,
        profile: Profile::DEFAULT,
        profile_name: "default".into(),
        edition: Edition::V8_0,
        hub: mpnspec_harness::play::backend::mock::Known::default(),
        fault: None,
    };
    let mut watch = Watch { started: Instant::now(), first: None, cases: 0 };
    let (_, exit) = runtime.block_on(run(settings, &mut watch))?;
    match exit {
        Exit::Conformant => {
            let took = watch.started.elapsed();
            Ok((watch, took))
        }
        exit => Err(format!("expected a conformant run, but found {exit:?}").into()),
    }
}

/// The cases that are nearly all posts, through the whole of a run.
fn cases_of_posts(runtime: &Runtime, generated: [f64; 3]) -> Result<(), Failure> {
    println!("\nthe section `throttling` is run, peers and all on two threads");
    println!("               jobs    cases  exchanges   ms wall  exchanges/s  of generator");
    for (jobs, generated) in IN_FLIGHT.into_iter().zip(generated) {
        let filters = vec![Pattern::parse("throttling")?];
        let selection =
            Selection { roles: vec![Role::PushService], filters, ..Selection::default() };
        let exchanges: usize =
            selection.cases().flat_map(|case| case.steps.on_channels()).map(exchanges).sum();
        let (watch, took) = embedded(runtime, selection, jobs)?;
        let (cases, rate) = (watch.cases, exchanges as f64 / took.as_secs_f64());
        let (of_generator, took) = (rate / generated, took.as_millis());
        println!("{jobs:19}{cases:9}{exchanges:11}{took:10}{rate:13.0}{of_generator:14.2}");
    }
    Ok(())
}

fn exchanges(step: &Step) -> usize {
    match step {
        Step::Post(..) | Step::Register(..) | Step::Wire(..) | Step::Plain(..) => 1,
        Step::PostMany(_, count, ..) => *count as usize,
        _ => 0,
    }
}

fn every_case(runtime: &Runtime) -> Result<(), Failure> {
    println!("\nevery case of both roles is run, with two jobs");
    println!("                       cases   ms wall  ms to the first verdict");
    for _ in 0..ROUNDS {
        let selection = Selection { roles: ROLES.to_vec(), ..Selection::default() };
        let (watch, took) = embedded(runtime, selection, 2)?;
        let first = watch.first.unwrap_or_default().as_millis();
        println!("{:28}{:10}{first:25}", watch.cases, took.as_millis());
    }
    Ok(())
}

/// The same subjects and benches through every case, once and ten times.
fn growth(runtime: &Runtime) -> Result<(), Failure> {
    println!("\nevery case by one worker that starts nothing anew");
    println!("          role         times    cases   ms wall  us/case  of once");
    for role in ROLES {
        let mut once = None;
        for times in [1, 10] {
            let cases = cases::all().filter(|case| case.role == role).count() * times;
            let took = runtime.block_on(async { tokio::spawn(replayed(role, times)).await })??;
            let each = took.as_secs_f64() * 1e6 / cases as f64;
            let of_once = each / *once.get_or_insert(each);
            let took = took.as_millis();
            println!(
                "          {:13}{times:5}{cases:9}{took:10}{each:9.0}{of_once:9.2}",
                role.name()
            );
        }
    }
    Ok(())
}

async fn replayed(role: Role, times: usize) -> Result<Duration, Failure> {
    let authority = Authority::new()?;
    let terms = Terms {
        limit: LIMIT,
        authority_pem: authority.pem().into(),
        identity_pem: authority.client(OWNER)?.pem(),
        environment: Vec::new(),
        hub: None,
        fault: None,
    };
    let origin = Origin::Embedded;
    let mut subject = Subject::start(&origin, role, &terms).await?;
    let mut pushes = push_service::Bench::start(LIMIT).await;
    let mut sends = sender::Bench::start(&authority).await?;
    let started = Instant::now();
    for seed in 0..times as u64 {
        for case in cases::all().filter(|case| case.role == role) {
            let played = match role {
                Role::Sender => sender::play(case, &mut subject, &mut sends, (seed, LIMIT)).await,
                _ => {
                    push_service::play(case, &mut subject, &origin, &mut pushes, (seed, LIMIT))
                        .await
                }
            };
            check(case, &played)?;
        }
    }
    Ok(started.elapsed())
}

fn check(case: &Case, played: &Played) -> Result<(), Failure> {
    let rulings = judge(&played.transcript, Edition::V8_0, &Profile::DEFAULT);
    match (&played.end, rulings.violations.first()) {
        (End::Complete, None) => Ok(()),
        (end, violation) => {
            Err(format!("{}: expected a pass, but found {end:?} and {violation:?}", case.id).into())
        }
    }
}
