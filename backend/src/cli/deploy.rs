//! `bayplan deploy`

use std::io::{self, Write};

use clap::Args;
use serde_json::json;
use shared::api::{DeployImages, DesignList, ImageAt, ReviewMeta};

use super::apply::approved::apply;
use super::remote::{Remote, RemoteError, Server, Stopped, block_on};
use super::review::load;
use super::{Exit, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design's name on the server
    design: String,
    #[command(flatten)]
    server: Server,
    /// Where to roll it out
    #[arg(long, value_name = "NAME")]
    environment: String,
    /// An image, as `TASK_DEFINITION/CONTAINER=IMAGE` by their local names, such as web/app=repo/shop:1.2
    #[arg(long = "image", value_name = "PLACE=IMAGE", value_parser = image, required = true)]
    images: Vec<ImageAt>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn image(text: &str) -> Result<ImageAt, String> {
    let (place, image) = text.split_once('=').ok_or("write TASK_DEFINITION/CONTAINER=IMAGE")?;
    let (task_definition, container) = place.split_once('/').ok_or("write TASK_DEFINITION/CONTAINER=IMAGE")?;
    if task_definition.is_empty() || container.is_empty() || image.is_empty() {
        return Err("write TASK_DEFINITION/CONTAINER=IMAGE, none of them empty".to_owned());
    }
    let (task_definition, container, image) = (task_definition.to_owned(), container.to_owned(), image.to_owned());
    Ok(ImageAt { task_definition, container, image })
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    block_on(deploy(arguments))
}

async fn deploy(arguments: &Arguments) -> Result<Exit, Stopped> {
    let remote = arguments.server.open()?;
    let Some(design) = design(&remote, &arguments.design).await? else {
        output::complain(&format!("There is not exactly one design {} on the server.", arguments.design));
        return Ok(Exit::Unusable);
    };
    let (environment, images) = (arguments.environment.clone(), arguments.images.clone());
    let request = DeployImages { environment, images };
    let review: ReviewMeta = remote.post(&format!("/api/designs/{design}/deploy"), &request).await?;
    let page = remote.page(&format!("/reviews/{}", review.id));
    let copy = load(&remote, &review.id).await?;
    if copy.plan.plan.is_empty() {
        output::complain("The images run already; there is nothing to do.");
        return Ok(Exit::Fine);
    }
    if copy.standing.approved.is_none() {
        copy.standing.sentences.iter().for_each(|sentence| output::complain(sentence));
        let mut out = io::stdout().lock();
        if arguments.json {
            writeln!(out, "{}", json!({ "review": review.id, "page": page, "lacks": copy.standing.lacks }))?;
        } else {
            writeln!(out, "Others have to approve it: {page}")?;
        }
        return Ok(Exit::Refused);
    }
    apply(&remote, &copy, false, arguments.json).await
}

/// The id of the only design of that name.
async fn design(remote: &Remote, name: &str) -> Result<Option<String>, RemoteError> {
    let all: DesignList = remote.get("/api/designs").await?;
    let mut same = all.designs.into_iter().filter(|design| design.name == name);
    let first = same.next();
    Ok(first.filter(|_| same.next().is_none()).map(|design| design.id))
}
